"""What becomes of each item, by hand; and for any two versions: nothing is dropped silently."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from assessments.answer_sheet import Answer
from assessments.migration_plan import plan_migration
from commitments.documents import read_framework
from tests.assessments.migrating_factories import next_document
from tests.frameworks import make_definition, make_document, make_yaml

OLD = make_definition()
NEW = read_framework(make_yaml(next_document()))


def test_each_item_has_one_way() -> None:
    plan = plan_migration(OLD, NEW)
    assert plan.changed == ("safe.2",)
    assert plan.reworded == ("safe.3",)
    assert plan.moved == ("effective.4",)
    assert plan.gone == ("safe.4", "S1.1")
    assert plan.added == ("S1.5", "S1.6", "engaged.5", "engaged.6")
    assert plan.successors == {"S1.1": ("S1.5", "S1.6")}
    assert plan.lost_subjects == ()
    assert len(plan.kept) == 28 - 3
    assert {"safe.3", "effective.4"} < set(plan.kept)


def test_a_subject_that_is_gone_is_named() -> None:
    document = make_document(pillars={"science": ("S1", "S2"), "informatics": ("F1",)})
    document["through_line"] = [
        link for link in document["through_line"] if link["feature"] != "F2"
    ] + [{"feature": "F1", "commitment": "safe", "strength": 2, "rationale": {"en": "It does."}}]
    plan = plan_migration(OLD, read_framework(make_yaml(document)))
    assert plan.lost_subjects == ("F2",)
    assert plan.gone == ("F2.1", "F2.2", "F2.3", "F2.4")


def test_only_what_was_answered_waits() -> None:
    plan = plan_migration(OLD, NEW)
    assert plan.to_confirm({}) == ()
    assert plan.to_confirm({"safe.2": Answer("safe.2", note="Soon.")}) == ()
    assert plan.to_confirm({"safe.2": Answer("safe.2", dont_know=True)}) == ("safe.2",)
    assert plan.to_confirm({"safe.1": Answer("safe.1", level=3)}) == ()


@given(st.data())
def test_whatever_changes_every_item_of_both_versions_is_told_of(data: st.DataObject) -> None:
    document = deepcopy(make_document(version="2025.1", items=2, essentials=1))
    old = make_definition(items=2, essentials=1)
    codes = [item["code"] for item in document["items"]]
    raised = set(data.draw(st.lists(st.sampled_from(codes), unique=True)))
    for item in document["items"]:
        item["meaning"] += item["code"] in raised
    plan = plan_migration(old, read_framework(make_yaml(document)))
    assert set(plan.changed) == raised
    assert sorted((*plan.kept, *plan.changed)) == sorted(plan.followed) == sorted(codes)

    back = plan_migration(read_framework(make_yaml(document)), old)
    assert (back.kept, back.changed) == (plan.kept, plan.changed)
