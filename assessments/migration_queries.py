"""Which newer version an assessment is offered, what waits to be confirmed, and what was left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from assessments.answer_sheet import Answer as AnswerData
from assessments.migration_plan import Plan
from assessments.models import (
    Answer,
    Assessment,
    Assignment,
    JoinLink,
    RaterInvitation,
    RaterSection,
    ToConfirm,
    VersionMigration,
)
from assessments.models.choice import COMPLETE
from assessments.states import MIGRATABLE
from commitments.definition import Definition, Item
from commitments.models import FrameworkVersion
from commitments.queries import load_definition, load_spoken_definition
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class Former:
    """An answer to the question as it was, in the words of that version."""

    item: Item
    version: str
    answer: AnswerData
    reason: str = ""  # of the decision, where it was settled by one


def load_offer(assessment: Assessment) -> FrameworkVersion | None:
    """The newest version in use, where it is newer than that of the assessment. One query."""
    current = assessment.framework_version
    newest = FrameworkVersion.objects.in_use().defer("frame").first()
    if newest is None or newest.pk == current.pk or not newest.published_at:
        return None
    if current.published_at and newest.published_at <= current.published_at:
        return None
    return newest


def load_last_migration(assessment: Assessment) -> VersionMigration | None:
    """The one that is in force. No query where there is none."""
    if assessment.migration_id is None:
        return None
    return (
        VersionMigration.objects.select_related("source", "target")
        .defer("source__frame", "target__frame")
        .get(pk=assessment.migration_id)
    )


def load_other_definitions(assessment: Assessment) -> list[Definition]:
    """Of the versions through which it has gone, also those that it left again. In two queries."""
    pairs = assessment.migrations.values_list("source", "target")
    others = {pk for pair in pairs for pk in pair} - {assessment.framework_version_id}
    if not others:
        return []
    versions = FrameworkVersion.objects.filter(pk__in=others).defer("frame").order_by("pk")
    return [load_spoken_definition(version) for version in versions]


def load_to_confirm(assessment: Assessment) -> frozenset[str]:
    """Codes of the items whose former answer waits. No query where it was never migrated."""
    if assessment.migration_id is None:
        return frozenset()
    return frozenset(_waiting(assessment).values_list("item__code", flat=True))


def load_former(
    assessment: Assessment, codes: Collection[str] | None = None
) -> Mapping[str, Former]:
    """By item code what waits to be confirmed. No query where it was never migrated."""
    if assessment.migration_id is None:
        return {}
    rows = _waiting(assessment).select_related("item", "former__framework_version")
    if codes is not None:
        rows = rows.filter(item__code__in=codes)
    waiting = list(rows.defer("former__framework_version__frame", "item__entry", "former__entry"))
    if not waiting:
        return {}
    formers = [row.former_id for row in waiting]
    answers = {
        answer.item_id: answer
        for answer in Answer.objects.filter(assessment=assessment, item__in=formers)
    }
    reasons = dict(
        assessment.consensus.filter(item__in=formers, how="decided").values_list("item", "reason")
        if assessment.independent
        else ()
    )
    return {
        row.item.code: Former(
            load_spoken_definition(row.former.framework_version).item_by_code[row.former.code],
            row.former.framework_version.version,
            _data(row.former.code, answers[row.former_id]),
            reasons.get(row.former_id, ""),
        )
        for row in waiting
        if row.former_id in answers
    }


def why_not_migrated(assessment: Assessment, target: FrameworkVersion, plan: Plan) -> str:
    """A sentence for the lead; empty where nothing stands in the way."""
    if refusal := _why_not_now(assessment):
        return refusal
    current = assessment.framework_version
    if target.pk == current.pk or not _newer(target, current):
        return say(
            "Version {version} is not newer than {current}, on which the assessment stands.",
            version=target.version,
            current=current.version,
        )
    kept = set(load_definition(current).subject_by_code) - set(plan.lost_subjects)
    return _why_not_without(assessment, target, kept)


def _why_not_without(assessment: Assessment, target: FrameworkVersion, kept: set[str]) -> str:
    asked = sorted(_subjects_in_use(assessment) - kept)
    if not asked:
        return ""
    definition = load_definition(assessment.framework_version)
    return say(
        "Version {version} has no section “{section}”, and people are asked about it. Take it "
        "off their lists first.",
        version=target.version,
        section=definition.subject_by_code[asked[0]].name,
    )


def why_not_undone(assessment: Assessment, migration: VersionMigration | None) -> str:
    """As above."""
    if migration is None or migration.pk != assessment.migration_id:
        return say("Only the last change of version can be undone.")
    if migration.final_at:
        return say("The assessment was submitted since: the change of version cannot be undone.")
    if refusal := _why_not_now(assessment):
        return refusal
    kept = load_definition(migration.source).subject_by_code
    return _why_not_without(assessment, migration.source, set(kept))


def _why_not_now(assessment: Assessment) -> str:
    if assessment.rating:
        return say(
            "A round is open: raters answer the questions that they see. Close the round first."
        )
    if assessment.state not in MIGRATABLE:
        return say("This assessment was submitted: it stays on its framework version.")
    if assessment.independent and assessment.votes.filter(closed_at=None).exists():
        return say("A vote is open in the meeting. Close the vote first.")
    return ""


def _newer(version: FrameworkVersion, than: FrameworkVersion) -> bool:
    return bool(
        version.published_at and than.published_at and version.published_at > than.published_at
    )


def _subjects_in_use(assessment: Assessment) -> set[str]:
    used = set(
        RaterSection.objects.filter(rater__assessment=assessment).values_list("subject", flat=True)
    )
    used.update(Assignment.objects.filter(assessment=assessment).values_list("subject", flat=True))
    for model in (RaterInvitation, JoinLink):
        for codes in model._default_manager.filter(assessment=assessment).values_list(
            "sections", flat=True
        ):
            used.update(codes)
    return used


def _waiting(assessment: Assessment) -> QuerySet[ToConfirm]:
    answered = Answer.objects.filter(COMPLETE, assessment=assessment, item=OuterRef("item"))
    return ToConfirm.objects.filter(
        ~Exists(answered),
        assessment=assessment,
        item__framework_version=assessment.framework_version_id,
    )


def _data(code: str, row: Answer) -> AnswerData:
    return AnswerData(code, row.level, row.not_applicable, row.dont_know, row.reason, row.note)


@dataclass(frozen=True, slots=True)
class MigrationState:
    """For the home of an assessment; the offer is for leads."""

    offer: FrameworkVersion | None = None
    last: VersionMigration | None = None
    waiting: int = 0


def load_migration_state(assessment: Assessment, *, leads: bool) -> MigrationState:
    """One query for leads, two more where it was migrated; none in a round and after submission."""
    if assessment.state not in MIGRATABLE:
        return MigrationState()
    return MigrationState(
        offer=load_offer(assessment) if leads else None,
        last=load_last_migration(assessment),
        waiting=len(load_to_confirm(assessment)),
    )


@dataclass(frozen=True, slots=True)
class LeftAtItem:
    """What a migration, or its undoing, left at an item of a version that the assessment left."""

    code: str
    answer: AnswerData
    evidence: tuple[str, ...]
    comments: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        answer = self.answer
        return bool(
            answer.complete or answer.reason or answer.note or self.evidence or self.comments
        )


def load_left(assessment: Assessment, version: FrameworkVersion) -> list[LeftAtItem]:
    """At the items of this version, in three queries. Ratings are nobody's to read, here either."""
    if version.pk == assessment.framework_version_id:
        return []
    answers: dict[str, AnswerData] = {}
    there = {"item__framework_version": version}
    for answer in assessment.answers.filter(**there).select_related("item"):
        answers[answer.item.code] = _data(answer.item.code, answer)
    evidence: dict[str, list[str]] = {}
    uses = assessment.evidence_uses.filter(removed_at=None, **there)
    for code, title in uses.values_list("item__code", "version__evidence__title"):
        evidence.setdefault(code, []).append(title)
    comments: dict[str, list[str]] = {}
    for code, text in assessment.comments.filter(**there).values_list("item__code", "text"):
        comments.setdefault(code, []).append(text)
    return [
        LeftAtItem(
            code,
            answers.get(code, AnswerData(code)),
            tuple(evidence.get(code, ())),
            tuple(comments.get(code, ())),
        )
        for code in sorted({*answers, *evidence, *comments})
    ]
