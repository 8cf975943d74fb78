"""What a second person reads before she approves, and what no release manager learns."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from commitments.models import FrameworkVersion
from lhs_portal.accounts.codes import PortalRole
from reports.field.models import FieldCycle
from reports.releases.checklist import read_checklist
from reports.releases.forms import PrepareForm
from reports.releases.models import (
    Release,
    ReleaseCell,
    ReleaseFigure,
    ReleaseMember,
    ReleaseTable,
)
from tests.cast import client_of, make_person
from tests.reports.releases.factories import make_cycle, make_prepared, publish_rows

pytestmark = pytest.mark.django_db

THRESHOLDS = {"count_step": 5, "small_count": 2}
CHECKLIST = (
    '{"attack":{},"changed":{},"left_out":{"no-consent":%d},"measures":[],"refused":[],"tables":[]}'
)


@pytest.fixture
def cycle(framework: FrameworkVersion) -> FieldCycle:
    return make_cycle(framework)


def test_the_approver_reads_the_words_that_all_readers_will(cycle: FieldCycle) -> None:
    first = publish_rows(make_prepared(cycle))
    release = make_prepared(
        cycle, note="Read with <care>.", corrects=first, correction="A sector was wrong."
    )
    quentin = make_person("Quentin Abara")
    quentin.portal_roles.create(role=PortalRole.RELEASE_MANAGER)
    address = reverse("reports:release_manage", args=[release.pk])
    page = client_of(quentin).get(address).content.decode()
    assert "Read with &lt;care&gt;." in page
    assert "A sector was wrong." in page
    assert reverse("reports:release", args=[first.number]) in page


@pytest.mark.parametrize(("count", "shown"), [(1, "0–2"), (2, "0–2"), (3, "5"), (8, "10")])
def test_who_is_left_out_is_counted_as_everybody_is(count: int, shown: str) -> None:
    checklist = read_checklist(CHECKLIST % count, THRESHOLDS)
    assert checklist.left_out == (("without consent", shown),)


def test_no_release_of_a_cycle_that_can_still_change_its_name(
    cycle: FieldCycle, framework: FrameworkVersion
) -> None:
    planned = make_cycle(framework, "Later", opens=date(2099, 1, 1), closes=date(2099, 6, 30))
    assert PrepareForm({"cycle": cycle.pk, "kind": "field"}).is_valid()
    form = PrepareForm({"cycle": planned.pk, "kind": "field"})
    assert list(form.errors) == ["cycle"]


def test_no_row_is_moved_into_a_published_release(
    cycle: FieldCycle, framework: FrameworkVersion
) -> None:
    release, other = make_prepared(cycle), make_prepared(make_cycle(framework, "Autumn 2026"))
    cell, moved = (_rows(one) for one in (release, other))
    publish_rows(release)
    changes = (
        lambda: ReleaseFigure.objects.filter(cell=moved).update(cell=cell),
        lambda: ReleaseCell.objects.filter(pk=moved.pk).update(table=cell.table, key="x"),
        lambda: ReleaseTable.objects.filter(release=other).update(release=release, position=1),
        lambda: ReleaseMember.objects.filter(release=other).update(release=release),
    )
    for change in changes:
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()


def _rows(release: Release) -> ReleaseCell:
    ReleaseMember.objects.create(
        release=release, position=0, organization=release.pk, report=release.pk, attributes={}
    )
    attributes = "" if release.cycle.name == "Spring 2026" else "sector"
    table = ReleaseTable.objects.create(
        release=release, position=0, attributes=attributes, groupings=[]
    )
    cell = ReleaseCell.objects.create(table=table, position=0, key="", n=40)
    ReleaseFigure.objects.create(cell=cell, measure=attributes or "safe", n=40)
    return cell
