from assessments.actions.answers import save_answers
from assessments.actions.start import start_assessment
from assessments.actions.targets import save_targets
from assessments.actions.workflow import NotComplete, edit_assessment, reopen, submit

__all__ = [
    "NotComplete",
    "edit_assessment",
    "reopen",
    "save_answers",
    "save_targets",
    "start_assessment",
    "submit",
]
