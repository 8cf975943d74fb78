"""What the database refuses around assessments: illegal moves, and changes to what is frozen.

A person's name can still leave the rows. Deleting stays possible: an organization's data go with
it, answers before their assessment.
"""

from collections.abc import Iterable

from assessments.states import (
    AWAITING,
    FIRST,
    MIGRATABLE,
    MOVES,
    OPEN,
    RATING,
    SETTLING,
    WORKING,
)
from lhs_portal.lib.immutability import Trigger


def _in(values: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in sorted(set(values))) + ")"


def _owner(reached_by: str, *, unless: tuple[str, ...]) -> str:
    """Whether the assessment is in none of these states. `reached_by` selects its id, by ROW."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessment owner "  # noqa: S608 - no value from outside
        f"WHERE owner.id = ({reached_by}) AND owner.state NOT IN {_in(unless)})"
    )


def _guarded(
    table: str,
    message: str,
    *,
    reached_by: str = "ROW.assessment_id",
    unless: tuple[str, ...],
    columns: tuple[str, ...],
    names: tuple[str, ...] = (),
) -> tuple[Trigger, ...]:
    """Rows that are written only while their assessment is in one of these states."""
    before = _owner(reached_by.replace("ROW", "OLD"), unless=unless)
    after = _owner(reached_by.replace("ROW", "NEW"), unless=unless)
    return (
        Trigger(table, "insert", message, condition=after),
        Trigger(
            table,
            "update",
            message,
            condition=f"{before} OR {after}",
            columns=columns,
            only_to_null=names,
        ),
    )


def _same_item(*, meaning: bool) -> str:
    """Whether both are one item in two framework versions; with its meaning, if wanted."""
    return (
        "EXISTS (SELECT 1 FROM commitments_item one JOIN commitments_item other "  # noqa: S608
        "ON one.code = other.code "
        + ("AND one.meaning = other.meaning " if meaning else "")
        + "WHERE one.id = OLD.item_id AND other.id = NEW.item_id)"
    )


def _migrates(
    table: str, message: str, *, reached_by: str = "ROW.assessment_id", meaning: bool = True
) -> Trigger:
    """What is frozen otherwise may go along to the same item of another version, and back."""
    elsewhere = _owner(reached_by.replace("ROW", "OLD"), unless=MIGRATABLE)
    return Trigger(
        table,
        "update",
        message,
        condition=f"{elsewhere} OR NOT {_same_item(meaning=meaning)}",
        columns=("item_id",),
    )


CHOICE = ("level", "not_applicable", "dont_know")
OPEN_TO_TALK = (*WORKING.values(), AWAITING)

OF_RATER = "SELECT rater.assessment_id FROM assessments_rater rater WHERE rater.id = ROW.rater_id"
OF_SIGN_OFF = (
    "SELECT said.assessment_id FROM assessments_signoff said WHERE said.id = ROW.sign_off_id"
)
OF_VOTE = "SELECT vote.assessment_id FROM assessments_vote vote WHERE vote.id = ROW.vote_id"

LEGAL = _in(f"{move.mode}:{move.source}:{move.target}" for move in MOVES)
BEGINNINGS = _in(f"{mode}:{state}" for mode, state in FIRST.items())

TRIGGERS = (
    Trigger(
        "assessments_assessment",
        "insert",
        "An assessment begins in the first state of its mode.",
        condition=f"""(NEW.mode || ':' || NEW.state) NOT IN {BEGINNINGS}""",
    ),
    Trigger(
        "assessments_assessment",
        "update",
        "This move is not in the table of legal moves.",
        condition=f"(OLD.mode || ':' || OLD.state || ':' || NEW.state) NOT IN {LEGAL}",
        columns=("state",),
    ),
    Trigger(
        "assessments_assessment",
        "update",
        "How an assessment is answered, and its organization, never change.",
        columns=("id", "mode", "organization_id"),
    ),
    Trigger(
        "assessments_assessment",
        "update",
        "The framework version of an assessment changes by a migration alone, while it is open.",
        condition=f"OLD.state NOT IN {_in(MIGRATABLE)} OR NEW.state <> OLD.state",
        columns=("framework_version_id",),
    ),
    *_guarded(
        "assessments_answer",
        "The answers are not open to change now.",
        unless=tuple(WORKING.values()),
        columns=(
            "id",
            "assessment_id",
            "item_id",
            *CHOICE,
            "reason",
            "note",
            "version",
            "updated_at",
        ),
        names=("updated_by_id",),
    ),
    *_guarded(
        "assessments_localitem",
        "The local questions are not open to change now.",
        unless=tuple(WORKING.values()),
        columns=(
            "id",
            "assessment_id",
            "number",
            "subject",
            "question",
            "descriptors",
            "why",
            "wording",
            *CHOICE,
            "reason",
            "note",
            "version",
            "updated_at",
            "removed_at",
        ),
        names=("updated_by_id",),
    ),
    *_guarded(
        "assessments_target",
        "The assessment is submitted: its answers and targets are frozen.",
        unless=OPEN,
        columns=(
            "id",
            "assessment_id",
            "commitment_id",
            "level",
            "statement",
            "version",
            "updated_at",
        ),
        names=("updated_by_id",),
    ),
    *_guarded(
        "assessments_rating",
        "No round is open: ratings are as they were given.",
        reached_by=OF_RATER,
        unless=(RATING,),
        columns=("id", "rater_id", *CHOICE, "note", "version", "round", "in_figures"),
    ),
    Trigger(
        "assessments_rating",
        "update",
        "A rating that is in the figures never changes.",
        condition="OLD.in_figures",
        columns=("id", "rater_id", *CHOICE, "note", "version", "round", "in_figures"),
    ),
    _migrates("assessments_rating", "A rating belongs to what was asked.", reached_by=OF_RATER),
    Trigger(
        "assessments_rater",
        "update",
        "A rater’s part in an assessment never changes its role group.",
        columns=("id", "assessment_id", "role_group"),
        only_to_null=("user_id",),
    ),
    *_guarded(
        "assessments_consensus",
        "Answers are settled while the assessment is being settled.",
        unless=(SETTLING,),
        columns=("id", "assessment_id", "item_id", "how", "reason", "contested", "settled_at"),
        names=("settled_by_id",),
    ),
    *_guarded(
        "assessments_dissent",
        "Dissent is written while the assessment is being settled.",
        unless=(SETTLING,),
        columns=("id", "assessment_id", "item_id", "text", "written_at"),
        names=("author_id",),
    ),
    *_guarded(
        "assessments_vote",
        "Votes are held while the assessment is being settled.",
        unless=(SETTLING,),
        columns=("id", "assessment_id", "item_id", "number", "opened_at", "closed_at"),
        names=("opened_by_id", "closed_by_id"),
    ),
    *_guarded(
        "assessments_ballot",
        "Votes are held while the assessment is being settled.",
        reached_by=OF_VOTE,
        unless=(SETTLING,),
        columns=("id", "vote_id", "rater_id", *CHOICE),
    ),
    Trigger(
        "assessments_ballot",
        "insert",
        "This vote is closed.",
        condition=(
            "EXISTS (SELECT 1 FROM assessments_vote vote "
            "WHERE vote.id = NEW.vote_id AND vote.closed_at IS NOT NULL)"
        ),
    ),
    Trigger(
        "assessments_ballot",
        "update",
        "This vote is closed.",
        condition=(
            "EXISTS (SELECT 1 FROM assessments_vote vote "
            "WHERE vote.id = OLD.vote_id AND vote.closed_at IS NOT NULL)"
        ),
        columns=("id", "vote_id", "rater_id", *CHOICE),
    ),
    Trigger(
        "assessments_vote",
        "update",
        "A vote that is closed stays closed.",
        condition="OLD.closed_at IS NOT NULL",
        columns=("id", "assessment_id", "number", "opened_at", "closed_at"),
    ),
    _migrates("assessments_vote", "A vote belongs to what was asked."),
    Trigger(
        "assessments_round",
        "update",
        "A round that is closed stays closed.",
        condition="OLD.closed_at IS NOT NULL",
        columns=("id", "assessment_id", "number", "opened_at", "closes_on", "reason", "closed_at"),
    ),
    *_guarded(
        "assessments_evidenceuse",
        "The assessment is submitted: its evidence is frozen.",
        unless=OPEN,
        columns=(
            "id",
            "assessment_id",
            "item_id",
            "version_id",
            "shows",
            "level",
            "added_at",
            "removed_at",
        ),
        names=("added_by_id", "removed_by_id"),
    ),
    Trigger(
        "assessments_evidenceversion",
        "update",
        "A version of evidence never changes; a newer one is a version of its own.",
        columns=(
            "id",
            "evidence_id",
            "number",
            "kind",
            "dated",
            "url",
            "filename",
            "media_type",
            "size",
            "sha256",
            "path",
            "added_at",
        ),
        only_to_null=("added_by_id",),
    ),
    *_guarded(
        "assessments_comment",
        "Comments are open while answers are made and read: not in a round, not after signing.",
        unless=OPEN_TO_TALK,
        columns=(
            "id",
            "assessment_id",
            "item_id",
            "parent_id",
            "text",
            "written_at",
            "resolved_at",
        ),
        names=("author_id", "resolved_by_id"),
    ),
    Trigger(
        "assessments_signoff",
        "update",
        "What was signed or returned never changes.",
        columns=(
            "id",
            "assessment_id",
            "verdict",
            "at",
            "name",
            "role",
            "as_author",
            "digest",
            "remark",
        ),
        only_to_null=("by_id",),
    ),
    Trigger(
        "assessments_remark",
        "update",
        "What was signed or returned never changes.",
        columns=("id", "sign_off_id", "text"),
    ),
    _migrates(
        "assessments_remark",
        "A remark belongs to its item.",
        reached_by=OF_SIGN_OFF,
        meaning=False,
    ),
    Trigger(
        "assessments_versionmigration",
        "update",
        "A migration is told as it was; it is undone once, or not at all.",
        columns=("id", "assessment_id", "number", "source_id", "target_id", "at"),
        only_to_null=("by_id", "after_id"),
    ),
    Trigger(
        "assessments_versionmigration",
        "update",
        "A migration is told as it was; it is undone once, or not at all.",
        condition="OLD.undone_at IS NOT NULL OR OLD.final_at IS NOT NULL",
        columns=("undone_at", "final_at"),
    ),
)
