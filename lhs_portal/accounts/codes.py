"""The closed lists that describe an organization and a person's part in it.

Their labels are English, as they are frozen in reports: who shows one says it (`say`, the filter
`said`, said_choices of a form).
"""

from django.db.models import TextChoices

from lhs_portal.lib.wording import mark


class Sector(TextChoices):
    """The sectors that the Shared Commitments name; the framework file refers to these codes."""

    CARE_DELIVERY = "care-delivery", mark("Care delivery")
    PUBLIC_HEALTH = "public-health", mark("Public health")
    HEALTH_FINANCING = "health-financing", mark("Health financing")
    PATIENTS_FAMILIES = "patients-families", mark("Patients and families")
    PRODUCT_INNOVATION = "product-innovation", mark("Product innovation")
    INFORMATION_TECHNOLOGY = "information-technology", mark("Information technology")
    STANDARDS_RESEARCH = "standards-research", mark("Standards and research")


class OrganizationType(TextChoices):
    HEALTH_SYSTEM = "health-system", mark("Health system")
    ACADEMIC_CENTER = "academic-center", mark("Academic medical center")
    HOSPITAL = "hospital", mark("Hospital")
    CRITICAL_ACCESS = "critical-access", mark("Critical-access hospital")
    GROUP_PRACTICE = "group-practice", mark("Medical group or clinic")
    HEALTH_CENTER = "health-center", mark("Community health center")
    POST_ACUTE = "post-acute", mark("Long-term or post-acute care")
    HEALTH_PLAN = "health-plan", mark("Health plan or payer")
    HEALTH_DEPARTMENT = "health-department", mark("Public-health department")
    RESEARCH = "research", mark("Research or standards organization")
    TECHNOLOGY = "technology", mark("Technology or product company")
    ADVOCACY = "advocacy", mark("Patient or community organization")
    OTHER = "other", mark("Another kind of organization")


class SizeBand(TextChoices):
    """People employed, as full-time equivalents."""

    UNDER_50 = "1-49", mark("Fewer than 50")
    UNDER_250 = "50-249", mark("50 to 249")
    UNDER_1000 = "250-999", mark("250 to 999")
    UNDER_5000 = "1000-4999", mark("1,000 to 4,999")
    UNDER_20000 = "5000-19999", mark("5,000 to 19,999")
    OVER_20000 = "20000-up", mark("20,000 or more")


class CensusDivision(TextChoices):
    """The nine divisions of the US Census Bureau, and two for what lies outside or across them."""

    NEW_ENGLAND = "new-england", mark("New England")
    MIDDLE_ATLANTIC = "middle-atlantic", mark("Middle Atlantic")
    EAST_NORTH_CENTRAL = "east-north-central", mark("East North Central")
    WEST_NORTH_CENTRAL = "west-north-central", mark("West North Central")
    SOUTH_ATLANTIC = "south-atlantic", mark("South Atlantic")
    EAST_SOUTH_CENTRAL = "east-south-central", mark("East South Central")
    WEST_SOUTH_CENTRAL = "west-south-central", mark("West South Central")
    MOUNTAIN = "mountain", mark("Mountain")
    PACIFIC = "pacific", mark("Pacific")
    TERRITORIES = "territories", mark("US territories")
    NATIONAL = "national", mark("Several regions or national")


class Ownership(TextChoices):
    NONPROFIT = "nonprofit", mark("Private, nonprofit")
    FOR_PROFIT = "for-profit", mark("Private, for profit")
    STATE_LOCAL = "state-local", mark("State, county, city or district")
    FEDERAL = "federal", mark("Federal")
    TRIBAL = "tribal", mark("Tribal")


class Rurality(TextChoices):
    METROPOLITAN = "metropolitan", mark("Mostly metropolitan")
    MICROPOLITAN = "micropolitan", mark("Mostly small cities (10,000 to 50,000)")
    RURAL = "rural", mark("Mostly small towns and rural")
    MIXED = "mixed", mark("A mix of these")


class Role(TextChoices):
    """What a member may do in an organization."""

    LEAD = "lead", mark("Lead")
    CONTRIBUTOR = "contributor", mark("Contributor")
    READER = "reader", mark("Reader")


class PortalRole(TextChoices):
    """What a person may do on the whole portal; none of these opens an organization's answers."""

    COMMUNICATION = "wg-communication", mark("Working group: Communication and Messaging")
    OPERATIONS = "wg-operations", mark("Working group: Operational Requirements")
    INFRASTRUCTURE = (
        "wg-infrastructure",
        mark("Working group: Infrastructure Investment Strategies"),
    )
    STRATEGY = "strategy-group", mark("Strategy Group")
    RELEASE_MANAGER = "release-manager", mark("Release manager")
    FRAMEWORK_EDITOR = "framework-editor", mark("Framework editor")
    ADMINISTRATOR = "administrator", mark("Administrator")
