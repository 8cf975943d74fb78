"""An open assessment goes to another version and back, with all that hangs on its items."""

import json
from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments import actions, states
from assessments.actions import NotComplete, NotMigrated, migrate, undo_migration
from assessments.actions.talk import assign_section, write_comment
from assessments.answer_sheet import problems
from assessments.changes import AnswerChange, TargetChange
from assessments.merging import Seen
from assessments.migration_queries import load_former, load_offer, load_to_confirm
from assessments.models import Answer, Assessment, Comment, Target, VersionMigration
from assessments.queries import history_of, load_answers, load_sheet
from assessments.rating_queries import load_ratings
from assessments.signed_content import load_content
from commitments.actions import retire
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from tests.assessments.evidence_factories import add_link
from tests.assessments.factories import (
    answer_all,
    answer_items,
    make_assessment,
    publish_framework,
    sign_answered,
    sign_submitted,
    submit_all,
    submit_answered,
)
from tests.assessments.migrating_factories import publish_next
from tests.assessments.rounds_factories import make_rater, open_for_rating
from tests.assessments.settling_factories import make_settling
from tests.cast import make_member, make_person
from tests.frameworks import make_document

WITH_F3 = {"science": ("S1", "S2"), "informatics": ("F1", "F2", "F3")}


@pytest.fixture
def newer(framework: FrameworkVersion) -> FrameworkVersion:
    return publish_next()


def levels(assessment: Assessment) -> dict[str, int | None]:
    return {
        code: row.entry.level
        for code, row in load_answers(assessment).items()
        if row.entry.complete
    }


def snapshot(assessment: Assessment) -> dict[str, object]:
    """All that a person sees of it, without the counts of saves."""
    assessment.refresh_from_db()
    content = load_content(assessment)
    content["comments"] = sorted(
        (comment.item.code if comment.item else "", comment.text)
        for comment in assessment.comments.select_related("item")
        if comment.item is None
        or comment.item.framework_version_id == assessment.framework_version_id
    )
    return content


def test_answers_that_mean_the_same_are_kept(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    answer_items(assessment, alice, ["safe.1"], choice="4", note="The board’s minutes.")
    migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    assert assessment.framework_version == newer
    after = levels(assessment)
    assert after["safe.1"] == 4
    assert load_answers(assessment)["safe.1"].entry.note == "The board’s minutes."
    assert after["effective.4"] == 3  # moved
    assert after["safe.3"] == 3  # reworded
    assert "safe.2" not in after  # to be confirmed
    assert not {"S1.5", "S1.6", "engaged.5"} & after.keys()
    assert len(after) == 25 + 1  # and engaged.6, which is not asked of the sector
    prefilled = load_answers(assessment)["engaged.6"].entry
    assert prefilled.not_applicable
    assert "2025.1" in prefilled.reason


def test_a_changed_question_waits_with_its_note_until_a_person_answers(
    assessment: Assessment, newer: FrameworkVersion, alice: User, bob: User
) -> None:
    answer_all(assessment, alice)
    answer_items(assessment, alice, ["safe.2"], choice="2", note="Ward rounds.")
    migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    definition = load_definition(newer)
    assert load_to_confirm(assessment) == {"safe.2"}
    former = load_former(assessment)["safe.2"]
    assert (former.answer.level, former.answer.note, former.version) == (
        2,
        "Ward rounds.",
        "2024.12",
    )
    assert str(former.item.question) == "How is safe.2 done?"
    kinds = {problem.item: problem.kind for problem in problems(definition, load_sheet(assessment))}
    assert kinds.pop("safe.2") == "unconfirmed"
    assert set(kinds.values()) == {"unanswered"}
    answer_items(assessment, alice, kinds)
    with pytest.raises(NotComplete) as refused:
        submit_answered(assessment, alice)
    assert [problem.kind for problem in refused.value.problems] == ["unconfirmed"]

    answer_items(assessment, bob, ["safe.2"], choice="2")
    assert load_answers(assessment)["safe.2"].entry.note == "Ward rounds."
    assert load_to_confirm(assessment) == frozenset()
    assert submit_answered(assessment, alice).awaiting


def test_a_form_from_before_cannot_answer_the_new_question(
    assessment: Assessment, newer: FrameworkVersion, alice: User, bob: User
) -> None:
    answer_items(assessment, alice, ["safe.1"])
    seen = {code: row.seen for code, row in load_answers(assessment).items()}
    migrate(assessment=assessment, target=newer, by=alice)
    saved = actions.save_answers(
        assessment=assessment.pk,
        changes=[AnswerChange(code, seen[code], "4") for code in ("safe.2", "safe.3")],
        by=bob,
    )
    # Nothing was answered at either: what means the same is saved, what does not is asked again.
    assert saved.codes == ("safe.3",)
    assert set(saved.conflicts) == {"safe.2"}


def test_all_that_hangs_on_an_item_goes_along(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    for code in ("safe.1", "safe.2", "safe.4"):
        write_comment(assessment=assessment, item=code, text=f"On {code}", by=alice)
        add_link(assessment, alice, item=code, url=f"https://example.org/{code}")
    before = snapshot(assessment)
    migrate(assessment=assessment, target=newer, by=alice)
    after = snapshot(assessment)
    assert [row[0] for row in after["evidence"]] == ["safe.1", "safe.2"]  # type: ignore[attr-defined]
    assert after["comments"] == [("safe.1", "On safe.1"), ("safe.2", "On safe.2")]
    # What is no longer asked is not counted, and is there.
    assert Comment.objects.get(text="On safe.4").item.code == "safe.4"  # type: ignore[union-attr]
    assert Answer.objects.get(assessment=assessment, item__code="safe.4").level == 3

    undo_migration(assessment=assessment, migration=assessment.migration_id, by=alice)  # type: ignore[arg-type]
    assert snapshot(assessment) == before


def test_the_compass_goes_along(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    actions.save_targets(
        assessment=assessment, changes=[TargetChange("safe", Seen(0), "4", "Zero harm.")], by=alice
    )
    migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    assert load_sheet(assessment).targets == {"safe": 4}
    target = Target.objects.get(assessment=assessment)
    assert target.commitment.framework_version_id == newer.pk


def test_undoing_keeps_what_was_typed_since_and_brings_it_back(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    made = migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    answer_items(assessment, alice, ["safe.1"], choice="1")
    answer_items(assessment, alice, ["safe.2", "engaged.5"], choice="0")
    undo_migration(assessment=assessment, migration=made.pk, by=alice)
    assessment.refresh_from_db()
    assert assessment.migration is None
    back = levels(assessment)
    assert back["safe.1"] == 1  # it means the same in both
    assert back["safe.2"] == 3  # the answer to the question as it was
    assert back["safe.4"] == back["S1.1"] == 3
    assert len(back) == 28
    assert load_to_confirm(assessment) == frozenset()

    again = migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    assert again.number == 2
    assert levels(assessment)["safe.2"] == levels(assessment)["engaged.5"] == 0
    assert load_to_confirm(assessment) == frozenset()


def test_asked_for_twice_it_goes_once(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    first = migrate(assessment=assessment, target=newer, by=alice)
    assert migrate(assessment=assessment, target=newer, by=alice) == first
    undone = undo_migration(assessment=assessment, migration=first.pk, by=alice)
    assert undo_migration(assessment=assessment, migration=first.pk, by=alice) == undone
    assert VersionMigration.objects.count() == 1
    verbs = list(history_of(assessment).values_list("verb", flat=True))
    assert verbs.count("migrated") == verbs.count("migration undone") == 1


@pytest.mark.parametrize("step", ["_carry", "_carry_targets", "_leave_to_confirm", "record_event"])
def test_broken_off_at_any_step_nothing_has_happened_and_it_can_run_again(
    assessment: Assessment,
    newer: FrameworkVersion,
    alice: User,
    step: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_all(assessment, alice)
    before = snapshot(assessment)

    def breaks(*_args: object, **_kwargs: object) -> None:
        raise ConnectionError("The database is gone.")

    with monkeypatch.context() as patch:
        patch.setattr(f"assessments.actions.migrating.{step}", breaks)
        with pytest.raises(ConnectionError):
            migrate(assessment=assessment, target=newer, by=alice)
    assert snapshot(assessment) == before
    assert not VersionMigration.objects.exists()
    migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    assert assessment.framework_version == newer
    with monkeypatch.context() as patch:
        patch.setattr(
            f"assessments.actions.migrating.{step.replace('_leave_to_confirm', '_outnumber')}",
            breaks,
        )
        with pytest.raises(ConnectionError):
            undo_migration(assessment=assessment, migration=assessment.migration_id, by=alice)  # type: ignore[arg-type]
    assessment.refresh_from_db()
    assert assessment.framework_version == newer
    undo_migration(assessment=assessment, migration=assessment.migration_id, by=alice)  # type: ignore[arg-type]
    assert snapshot(assessment) == before


def test_a_version_that_was_withdrawn_meanwhile_is_refused(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    assert load_offer(assessment) == newer
    retire(version=newer)
    assert load_offer(assessment) is None
    with pytest.raises(NotMigrated, match="withdrawn from new use meanwhile"):
        migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    assert assessment.framework_version.version == "2024.12"


def test_a_version_withdrawn_after_it_stays_and_can_be_left(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    made = migrate(assessment=assessment, target=newer, by=alice)
    retire(version=newer)
    answer_items(assessment, alice, ["safe.2"])
    undo_migration(assessment=assessment, migration=made.pk, by=alice)
    assessment.refresh_from_db()
    assert assessment.framework_version.version == "2024.12"


def test_never_to_an_older_version(
    organization: Organization, framework: FrameworkVersion, newer: FrameworkVersion, alice: User
) -> None:
    assessment = make_assessment(organization, newer, alice)
    assert load_offer(assessment) is None
    with pytest.raises(NotMigrated, match="not newer"):
        migrate(assessment=assessment, target=framework, by=alice)


def test_leads_alone(
    assessment: Assessment, newer: FrameworkVersion, bob: User, rhea: User, charlie: User
) -> None:
    for person, refusal in ((bob, PermissionDenied), (rhea, PermissionDenied), (charlie, Http404)):
        with pytest.raises(refusal):
            migrate(assessment=assessment, target=newer, by=person)
    assert not VersionMigration.objects.exists()


def test_a_lead_who_lost_the_role_meanwhile_can_neither_go_nor_return(
    assessment: Assessment, organization: Organization, newer: FrameworkVersion, alice: User
) -> None:
    lena = make_person("Lena Ost")
    membership = make_member(organization, lena, role=Role.LEAD, by=alice)
    made = migrate(assessment=assessment, target=newer, by=lena)
    membership.role = Role.READER
    membership.save()
    with pytest.raises(PermissionDenied):
        undo_migration(assessment=assessment, migration=made.pk, by=lena)
    with pytest.raises(PermissionDenied):
        migrate(assessment=assessment, target=newer, by=lena)


def test_what_is_submitted_or_signed_never_changes(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    submit_all(assessment, alice)
    with pytest.raises(NotMigrated, match="submitted"):
        migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    sign_submitted(assessment)
    with pytest.raises(NotMigrated, match="submitted"):
        migrate(assessment=assessment, target=newer, by=alice)


def test_after_submission_it_cannot_be_undone(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    made = migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    submit_all(assessment, alice)
    actions.reopen(assessment=assessment, reason="One more.", by=alice)
    with pytest.raises(NotMigrated, match="cannot be undone"):
        undo_migration(assessment=assessment, migration=made.pk, by=alice)


def test_the_last_one_is_undone_first(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    before = snapshot(assessment)
    first = migrate(assessment=assessment, target=newer, by=alice)
    newest = publish_next("2026.1")
    second = migrate(assessment=assessment, target=newest, by=alice)
    assessment.refresh_from_db()
    assert load_to_confirm(assessment) == {"safe.2"}  # it waits, over two versions
    with pytest.raises(NotMigrated, match="Only the last"):
        undo_migration(assessment=assessment, migration=first.pk, by=alice)
    undo_migration(assessment=assessment, migration=second.pk, by=alice)
    assessment.refresh_from_db()
    assert assessment.migration == first
    assert load_to_confirm(assessment) == {"safe.2"}
    undo_migration(assessment=assessment, migration=first.pk, by=alice)
    assert snapshot(assessment) == before


def test_a_section_that_the_old_version_lacks_is_taken_off_the_lists_first(
    assessment: Assessment, alice: User
) -> None:
    document = make_document(version="2025.1", pillars=WITH_F3)
    document["through_line"].append(
        {"feature": "F3", "commitment": "safe", "strength": 2, "rationale": {"en": "It does."}}
    )
    wider = publish_framework(document)
    assert "F3" in load_definition(wider).subject_by_code
    migration = migrate(assessment=assessment, target=wider, by=alice)
    assign_section(assessment=assessment, subject="F3", person=alice, due=None, by=alice)
    with pytest.raises(NotMigrated, match="Take it off their lists first"):
        undo_migration(assessment=assessment, migration=migration.pk, by=alice)
    assessment.refresh_from_db()
    assert assessment.framework_version == wider
    assessment.assignments.all().delete()
    undo_migration(assessment=assessment, migration=migration.pk, by=alice)


class TestRatedIndependently:
    RATINGS: ClassVar = {
        "safe.1": "3 3 3",
        "safe.2": "2 2 2",
        "safe.4": "1 1 1",
        "effective.4": "4 4 0",
    }

    @pytest.fixture
    def settling(
        self,
        organization: Organization,
        framework: FrameworkVersion,
        alice: User,
    ) -> Assessment:
        return make_settling(organization, framework, alice, self.RATINGS)

    def test_in_a_round_nobody_may(
        self, preparing: Assessment, newer: FrameworkVersion, alice: User
    ) -> None:
        make_rater(preparing, alice)
        open_for_rating(preparing, alice)
        with pytest.raises(NotMigrated, match="Close the round first"):
            migrate(assessment=preparing, target=newer, by=alice)

    def test_before_the_first_round(
        self, preparing: Assessment, newer: FrameworkVersion, alice: User
    ) -> None:
        make_rater(preparing, alice)
        migrate(assessment=preparing, target=newer, by=alice)
        assert open_for_rating(preparing, alice).state == states.RATING

    def test_ratings_stay_with_what_was_asked(
        self, settling: Assessment, newer: FrameworkVersion, alice: User
    ) -> None:
        actions.accept_uncontested(assessment=settling, by=alice)
        before = snapshot(settling)
        rated = sorted((row.item, row.level) for row in load_ratings(settling))
        made = migrate(assessment=settling, target=newer, by=alice)
        settling.refresh_from_db()
        assert {row.item for row in load_ratings(settling)} == {"safe.1", "effective.4"}
        assert levels(settling)["safe.1"] == 3
        assert load_to_confirm(settling) == {"safe.2"}
        content = load_content(settling)
        assert content["consensus"]["safe.1"]["how"] == "accepted"
        assert "safe.2" not in content["consensus"]
        assert content["consensus"]["engaged.6"]["how"] == "suggested"

        undo_migration(assessment=settling, migration=made.pk, by=alice)
        assert snapshot(settling) == before
        assert sorted((row.item, row.level) for row in load_ratings(settling)) == rated

    def test_with_an_open_vote_nobody_may(
        self, settling: Assessment, newer: FrameworkVersion, alice: User
    ) -> None:
        actions.open_vote(assessment=settling, item="effective.4", by=alice)
        with pytest.raises(NotMigrated, match="Close the vote first"):
            migrate(assessment=settling, target=newer, by=alice)


def test_a_report_of_before_stays_as_it_was(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_assessment(organization, framework, alice)
    answer_all(assessment, alice)
    sign_answered(assessment, alice)
    report = assessment.reports.get()
    frozen = report.frozen_input
    newer = publish_next()
    actions.reopen(assessment=assessment, reason="One more.", by=alice)
    migrate(assessment=assessment, target=newer, by=alice)
    report.refresh_from_db()
    assert report.frozen_input == frozen
    assert json.loads(report.frozen_input)["framework"]["version"] == "2024.12"
