import pytest
from django.core.exceptions import PermissionDenied

from assessments.actions import save_targets
from assessments.changes import Declared, TargetChange
from assessments.merging import Seen
from assessments.models import Assessment
from assessments.permissions import Frozen
from assessments.queries import history_of, load_targets
from lhs_portal.accounts.models import User
from tests.assessments.factories import submit_all


def test_save_stores_the_target_and_one_event(assessment: Assessment, bob: User) -> None:
    change = TargetChange("safe", Seen(0), "4", "No harm by 2028")
    save_targets(assessment=assessment, changes=[change], by=bob)
    row = load_targets(assessment)["safe"]
    assert row.entry == Declared("safe", 4, "No harm by 2028")
    assert (row.version, row.updated_by) == (1, bob.pk)
    event = history_of(assessment, code="safe").get()
    assert (event.verb, event.before, event.after) == (
        "declared",
        {"safe": {"level": None, "statement": ""}},
        {"safe": {"level": 4, "statement": "No harm by 2028"}},
    )


def test_save_of_two_people_overwrites_nothing(
    assessment: Assessment, alice: User, bob: User
) -> None:
    first = TargetChange("safe", Seen(0), "4", "Alice's")
    save_targets(assessment=assessment, changes=[first], by=alice)
    second = TargetChange("safe", Seen(0), "2", "Bob's")
    saved = save_targets(assessment=assessment, changes=[second], by=bob)
    assert saved.conflicts["safe"].mine == Declared("safe", 2, "Bob's")
    assert load_targets(assessment)["safe"].entry.statement == "Alice's"


def test_save_is_refused_to_readers_and_after_submission(
    assessment: Assessment, alice: User, rhea: User
) -> None:
    change = TargetChange("safe", Seen(0), "4")
    with pytest.raises(PermissionDenied):
        save_targets(assessment=assessment, changes=[change], by=rhea)
    submit_all(assessment, alice)
    with pytest.raises(Frozen):
        save_targets(assessment=assessment, changes=[change], by=alice)
