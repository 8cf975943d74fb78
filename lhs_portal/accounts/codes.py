"""The closed lists that describe an organization and a person's part in it."""

from django.db.models import TextChoices


class Sector(TextChoices):
    """The sectors that the Shared Commitments name; the framework file refers to these codes."""

    CARE_DELIVERY = "care-delivery", "Care delivery"
    PUBLIC_HEALTH = "public-health", "Public health"
    HEALTH_FINANCING = "health-financing", "Health financing"
    PATIENTS_FAMILIES = "patients-families", "Patients and families"
    PRODUCT_INNOVATION = "product-innovation", "Product innovation"
    INFORMATION_TECHNOLOGY = "information-technology", "Information technology"
    STANDARDS_RESEARCH = "standards-research", "Standards and research"


class OrganizationType(TextChoices):
    HEALTH_SYSTEM = "health-system", "Health system"
    ACADEMIC_CENTER = "academic-center", "Academic medical center"
    HOSPITAL = "hospital", "Hospital"
    CRITICAL_ACCESS = "critical-access", "Critical-access hospital"
    GROUP_PRACTICE = "group-practice", "Medical group or clinic"
    HEALTH_CENTER = "health-center", "Community health center"
    POST_ACUTE = "post-acute", "Long-term or post-acute care"
    HEALTH_PLAN = "health-plan", "Health plan or payer"
    HEALTH_DEPARTMENT = "health-department", "Public-health department"
    RESEARCH = "research", "Research or standards organization"
    TECHNOLOGY = "technology", "Technology or product company"
    ADVOCACY = "advocacy", "Patient or community organization"
    OTHER = "other", "Another kind of organization"


class SizeBand(TextChoices):
    """People employed, as full-time equivalents."""

    UNDER_50 = "1-49", "Fewer than 50"
    UNDER_250 = "50-249", "50 to 249"
    UNDER_1000 = "250-999", "250 to 999"
    UNDER_5000 = "1000-4999", "1,000 to 4,999"
    UNDER_20000 = "5000-19999", "5,000 to 19,999"
    OVER_20000 = "20000-up", "20,000 or more"


class CensusDivision(TextChoices):
    """The nine divisions of the US Census Bureau, and two for what lies outside or across them."""

    NEW_ENGLAND = "new-england", "New England"
    MIDDLE_ATLANTIC = "middle-atlantic", "Middle Atlantic"
    EAST_NORTH_CENTRAL = "east-north-central", "East North Central"
    WEST_NORTH_CENTRAL = "west-north-central", "West North Central"
    SOUTH_ATLANTIC = "south-atlantic", "South Atlantic"
    EAST_SOUTH_CENTRAL = "east-south-central", "East South Central"
    WEST_SOUTH_CENTRAL = "west-south-central", "West South Central"
    MOUNTAIN = "mountain", "Mountain"
    PACIFIC = "pacific", "Pacific"
    TERRITORIES = "territories", "US territories"
    NATIONAL = "national", "Several regions or national"


class Ownership(TextChoices):
    NONPROFIT = "nonprofit", "Private, nonprofit"
    FOR_PROFIT = "for-profit", "Private, for profit"
    STATE_LOCAL = "state-local", "State, county, city or district"
    FEDERAL = "federal", "Federal"
    TRIBAL = "tribal", "Tribal"


class Rurality(TextChoices):
    METROPOLITAN = "metropolitan", "Mostly metropolitan"
    MICROPOLITAN = "micropolitan", "Mostly small cities (10,000 to 50,000)"
    RURAL = "rural", "Mostly small towns and rural"
    MIXED = "mixed", "A mix of these"


class Role(TextChoices):
    """What a member may do in an organization."""

    LEAD = "lead", "Lead"
    CONTRIBUTOR = "contributor", "Contributor"
    READER = "reader", "Reader"


class PortalRole(TextChoices):
    """What a person may do on the whole portal; none of these opens an organization's answers."""

    COMMUNICATION = "wg-communication", "Working group: Communication and Messaging"
    OPERATIONS = "wg-operations", "Working group: Operational Requirements"
    INFRASTRUCTURE = "wg-infrastructure", "Working group: Infrastructure Investment Strategies"
    STRATEGY = "strategy-group", "Strategy Group"
    RELEASE_MANAGER = "release-manager", "Release manager"
    FRAMEWORK_EDITOR = "framework-editor", "Framework editor"
    ADMINISTRATOR = "administrator", "Administrator"
