from assessments.actions.answers import save_answers
from assessments.actions.dissent import remove_dissent, write_dissent
from assessments.actions.evidence import (
    add_evidence_file,
    add_evidence_link,
    add_version,
    use_evidence,
)
from assessments.actions.evidence_uses import edit_use, move_use, remove_use
from assessments.actions.join_links import end_join_link, join, make_join_link
from assessments.actions.meeting import cast_ballot, close_vote, open_vote
from assessments.actions.migrating import NotMigrated, migrate, undo_migration
from assessments.actions.rater_invitations import (
    accept_rater_invitation,
    invite_rater,
    invite_raters,
    send_rater_invitation_again,
    withdraw_rater_invitation,
)
from assessments.actions.raters import remind_raters, remove_rater
from assessments.actions.rating import (
    choose_named,
    decline_section,
    finish_section,
    save_ratings,
    take_up_section_again,
)
from assessments.actions.rounds import (
    close_round,
    move_closing_date,
    open_round,
    reopen_round,
)
from assessments.actions.settling import accept_uncontested, decide, save_decisions
from assessments.actions.signing import change_sponsor, return_it, sign
from assessments.actions.start import start_assessment
from assessments.actions.targets import save_targets
from assessments.actions.workflow import (
    NoSponsor,
    NotComplete,
    edit_assessment,
    reopen,
    submit,
)

__all__ = [
    "NoSponsor",
    "NotComplete",
    "NotMigrated",
    "accept_rater_invitation",
    "accept_uncontested",
    "add_evidence_file",
    "add_evidence_link",
    "add_version",
    "cast_ballot",
    "change_sponsor",
    "choose_named",
    "close_round",
    "close_vote",
    "decide",
    "decline_section",
    "edit_assessment",
    "edit_use",
    "end_join_link",
    "finish_section",
    "invite_rater",
    "invite_raters",
    "join",
    "make_join_link",
    "migrate",
    "move_closing_date",
    "move_use",
    "open_round",
    "open_vote",
    "remind_raters",
    "remove_dissent",
    "remove_rater",
    "remove_use",
    "reopen",
    "reopen_round",
    "return_it",
    "save_answers",
    "save_decisions",
    "save_ratings",
    "save_targets",
    "send_rater_invitation_again",
    "sign",
    "start_assessment",
    "submit",
    "take_up_section_again",
    "undo_migration",
    "use_evidence",
    "withdraw_rater_invitation",
    "write_dissent",
]
