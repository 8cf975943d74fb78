from assessments.models.answer import Answer
from assessments.models.assessment import Assessment
from assessments.models.target import Target

__all__ = ["Answer", "Assessment", "Target"]
