"""What a report freezes of plans, and what an organization takes along of them."""

from datetime import date

from assessments.models import Assessment, Evidence
from lhs_portal.accounts.models import Organization, User
from lhs_portal.site.backup import rows
from lhs_portal.site.exports import PARTS
from reports.models import Report
from reports.plans.actions.feeds import make_feed
from reports.plans.exports import organization_data
from reports.plans.freezing import freeze_plan
from reports.plans.models import Action, ActionEvidence, Barrier, PlanFeed
from tests.assessments.factories import make_assessment, sign_answered
from tests.cast import seen_by
from tests.reports.factories import answer_items
from tests.reports.plans.factories import plan_action


def plan_all(signed: Assessment, alice: User, bob: User) -> Action:
    piece = Evidence.objects.create(organization=signed.organization, title="Dictionary")
    return plan_action(
        signed,
        alice,
        aim="safe.1",
        title="=1+1",
        owner=str(bob.pk),
        due=date(2027, 3, 1),
        state="done",
        expected=0,
        resources="Two analysts.",
        barriers=("other", "limited-resources"),
        barrier_other="Rain",
        notes="Line one\nline two",
        evidence=(piece.pk,),
    )


FROZEN = {
    "number": 1,
    "title": "=1+1",
    "aim": "safe.1",
    "aim_kind": "item",
    "owner": "Bob Okafor",
    "due": "2027-03-01",
    "state": "done",
    "expected": 0,
    "resources": "Two analysts.",
    "barriers": ["limited-resources", "other"],
    "barrier_other": "Rain",
    "notes": "Line one\nline two",
    "evidence": ["Dictionary"],
}


def next_cycle(
    signed: Assessment, by: User, *, unit: str = "", organization: Organization | None = None
) -> Assessment:
    return make_assessment(
        organization or signed.organization,
        signed.framework_version,
        by,
        title="Next",
        scope="unit" if unit else "whole",
        unit=unit,
    )


def test_a_plan_is_frozen_whole(signed: Assessment, alice: User, bob: User) -> None:
    assert freeze_plan(signed) == {"plan": [], "earlier_plan": None}
    plan_all(signed, alice, bob)
    assert freeze_plan(signed) == {"plan": [FROZEN], "earlier_plan": None}


def test_the_next_cycle_freezes_the_last_one_s_plan(
    signed: Assessment, alice: User, bob: User, charlie: User, other_organization: Organization
) -> None:
    plan_all(signed, alice, bob)
    later = next_cycle(signed, alice)
    assert freeze_plan(later) == {
        "plan": [],
        "earlier_plan": {"assessment": signed.title, "actions": [FROZEN]},
    }
    assert freeze_plan(next_cycle(signed, alice, unit="Wards"))["earlier_plan"] is None
    foreign = next_cycle(signed, charlie, organization=other_organization)
    assert freeze_plan(foreign)["earlier_plan"] is None


def test_the_report_of_the_next_cycle_has_it(signed: Assessment, alice: User, bob: User) -> None:
    plan_all(signed, alice, bob)
    later = next_cycle(signed, alice)
    answer_items(later, alice)
    sign_answered(later, alice)
    frozen = Report.objects.get(assessment=later).frozen_input
    assert '"earlier_plan":{"actions":[{"aim":"safe.1"' in frozen
    plan_action(later, alice)
    assert Report.objects.get(assessment=later).frozen_input == frozen


def test_an_organization_takes_its_plans_along(
    signed: Assessment, alice: User, bob: User, charlie: User, other_organization: Organization
) -> None:
    action = plan_all(signed, alice, bob)
    make_feed(organization=signed.organization, by=bob)
    organization = seen_by(alice, signed.organization)
    assert PARTS["plans.json"] is organization_data
    told = organization_data(organization)
    [plan], [calendar] = told["plans"], told["calendars"]
    [exported] = plan["actions"]
    assert plan["assessment"] == str(signed.pk)
    assert {key: exported[key] for key in FROZEN if key != "evidence"} == {
        key: value for key, value in FROZEN.items() if key != "evidence"
    }
    assert [piece["title"] for piece in exported["evidence"]] == ["Dictionary"]
    assert (exported["id"], exported["made_by"]) == (str(action.pk), "Alice Moreau")
    assert calendar["person"] == "Bob Okafor"
    assert PlanFeed.objects.get().token_hash not in str(told)
    foreign = seen_by(charlie, other_organization)
    assert organization_data(foreign)["plans"] == []


def test_a_plan_goes_with_its_organization(signed: Assessment, alice: User, bob: User) -> None:
    plan_all(signed, alice, bob)
    make_feed(organization=signed.organization, by=bob)
    signed.organization.delete()
    for model in (Action, ActionEvidence, Barrier, PlanFeed):
        assert not model.objects.exists()


def test_the_backup_has_plans() -> None:
    assert {
        "plans.action",
        "plans.actionevidence",
        "plans.barrier",
        "plans.planfeed",
    } <= rows.kept_models().keys()
