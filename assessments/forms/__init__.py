from assessments.forms.assessment import EditForm, ReopenForm, SponsorForm, StartForm, SubmitForm
from assessments.forms.entries import Posted, read_answers, read_targets

__all__ = [
    "EditForm",
    "Posted",
    "ReopenForm",
    "SponsorForm",
    "StartForm",
    "SubmitForm",
    "read_answers",
    "read_targets",
]
