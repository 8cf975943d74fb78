"""What the database itself refuses of the workflow: every move that is not in the table."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments import states
from assessments.models import Assessment, Remark, SignOff
from commitments.models import FrameworkVersion, Item
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import DETAILS, sign_all

PLACES = [(mode, state) for mode in states.MODES for state in states.states_of(mode)]
LEGAL = {(move.mode, move.source, move.target) for move in states.MOVES}


def change_to(row: Assessment, state: str) -> None:
    """An update behind the back of every action."""
    now = timezone.now()
    Assessment.objects.filter(pk=row.pk).update(
        state=state,
        submitted_at=None if state in states.OPEN else now,
        signed_at=now if state == states.SIGNED else None,
    )


def make_in(
    organization: Organization, version: FrameworkVersion, mode: str, state: str
) -> Assessment:
    """Brought there by legal moves."""
    row = Assessment.objects.create(
        organization=organization,
        framework_version=version,
        scope="whole",
        mode=mode,
        state=states.FIRST[mode],
        **DETAILS,
    )
    for step in states.states_of(mode)[1:]:
        if row.state != state:
            change_to(row, step)
            row.refresh_from_db()
    assert row.state == state
    return row


@pytest.mark.parametrize(("mode", "source"), PLACES)
@pytest.mark.parametrize("target", states.STATES)
def test_move_stands_in_the_table_or_is_refused(
    organization: Organization, framework: FrameworkVersion, mode: str, source: str, target: str
) -> None:
    row = make_in(organization, framework, mode, source)
    if target == source or (mode, source, target) in LEGAL:
        change_to(row, target)
        expected = target
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            change_to(row, target)
        expected = source
    row.refresh_from_db()
    assert row.state == expected


@pytest.mark.parametrize(("mode", "state"), [*product(states.MODES, states.STATES)])
def test_assessment_begins_in_the_first_state_of_its_mode(
    organization: Organization, framework: FrameworkVersion, mode: str, state: str
) -> None:
    def begin() -> None:
        Assessment.objects.create(
            organization=organization,
            framework_version=framework,
            scope="whole",
            mode=mode,
            state=state,
            submitted_at=None if state in states.OPEN else timezone.now(),
            signed_at=timezone.now() if state == states.SIGNED else None,
            **DETAILS,
        )

    if state == states.FIRST[mode]:
        begin()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        begin()
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"submitted_at": None},
        {"signed_at": None},
        {"mode": states.INDEPENDENT},
        {"period_end": date(2025, 12, 31)},
        {"unit": "Surgery"},
    ],
)
def test_signed_assessment_keeps_what_it_is(
    assessment: Assessment, alice: User, change: dict[str, Any]
) -> None:
    sign_all(assessment, alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(**change)


@pytest.mark.parametrize("mode", states.MODES)
def test_sign_off_never_changes(
    organization: Organization, framework: FrameworkVersion, alice: User, bob: User, mode: str
) -> None:
    row = make_in(organization, framework, mode, states.AWAITING)
    sign_off = SignOff.objects.create(
        assessment=row,
        verdict="returned",
        at=timezone.now(),
        by=alice,
        name="Alice Moreau",
        digest="0" * 64,
        remark="Nearly.",
    )
    item = Item.objects.get(framework_version=framework, code="safe.1")
    Remark.objects.create(sign_off=sign_off, item=item, text="Which unit?")
    changes: tuple[dict[str, Any], ...] = (
        {"verdict": "signed", "role": "Director"},
        {"name": "Another"},
        {"role": "Director"},
        {"digest": "1" * 64},
        {"remark": ""},
        {"by": bob},
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            SignOff.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.update(text="Another.")
    assert SignOff.objects.update(by=None) == 1


@pytest.mark.parametrize(
    "missing",
    [
        {"name": ""},
        {"role": ""},
        {"verdict": "returned", "as_author": True},
    ],
)
def test_sign_off_has_name_and_role(
    assessment: Assessment, alice: User, missing: dict[str, Any]
) -> None:
    given = {
        "verdict": "signed",
        "at": timezone.now(),
        "by": alice,
        "name": "Alice Moreau",
        "role": "Director",
        "digest": "0" * 64,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(assessment=assessment, **{**given, **missing})
