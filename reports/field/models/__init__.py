from reports.field.models.cycle import FieldCycle
from reports.field.models.interest import Interest
from reports.field.models.invitation import CycleInvitation
from reports.field.models.participation import Participation

__all__ = ["CycleInvitation", "FieldCycle", "Interest", "Participation"]
