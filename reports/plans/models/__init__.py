from reports.plans.models.action import Action, ActionEvidence, Barrier
from reports.plans.models.feed import PlanFeed
from reports.plans.models.value import ValueLine

__all__ = ["Action", "ActionEvidence", "Barrier", "PlanFeed", "ValueLine"]
