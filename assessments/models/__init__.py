from assessments.models.answer import Answer
from assessments.models.assessment import Assessment
from assessments.models.consensus import Consensus, Dissent
from assessments.models.evidence import Evidence, EvidenceUse, EvidenceVersion
from assessments.models.local_item import LocalItem
from assessments.models.meeting import Ballot, Vote
from assessments.models.migration import ToConfirm, VersionMigration
from assessments.models.rater import JoinLink, Rater, RaterInvitation, RaterSection, RoleGroup
from assessments.models.rating import Rating
from assessments.models.round import Round
from assessments.models.sign_off import Remark, SignOff
from assessments.models.talk import Assignment, Comment, Mention
from assessments.models.target import Target

__all__ = [
    "Answer",
    "Assessment",
    "Assignment",
    "Ballot",
    "Comment",
    "Consensus",
    "Dissent",
    "Evidence",
    "EvidenceUse",
    "EvidenceVersion",
    "JoinLink",
    "LocalItem",
    "Mention",
    "Rater",
    "RaterInvitation",
    "RaterSection",
    "Rating",
    "Remark",
    "RoleGroup",
    "Round",
    "SignOff",
    "Target",
    "ToConfirm",
    "VersionMigration",
    "Vote",
]
