from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from assessments.models import Answer, Assessment, Target
from assessments.states import ANSWERING, AWAITING
from commitments.actions import publish
from commitments.importing import import_definition
from commitments.models import (
    AnchorFeature,
    Commitment,
    FrameworkVersion,
    Item,
    Pillar,
    Status,
    ThroughLine,
)
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event, record_event
from lhs_portal.lib import immutability
from reports.models import Kind, Report, ReportFile, State
from tests.cast import make_person
from tests.frameworks import make_definition

pytestmark = pytest.mark.django_db

NOT_NOW = {Answer: "not open", Target: "frozen"}
PARTS = (Pillar, AnchorFeature, Commitment, Item, ThroughLine)


@pytest.fixture
def published() -> FrameworkVersion:
    version, _ = import_definition(make_definition())
    return publish(version=version)


@pytest.fixture
def assessment(organization: Organization, published: FrameworkVersion) -> Assessment:
    assessment = Assessment.objects.create(
        organization=organization,
        framework_version=published,
        title="Baseline 2026",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 6, 30),
        scope=Assessment.Scope.WHOLE,
    )
    assessment.answers.create(item=Item.objects.get(code="safe.1"), level=2, note="As seen.")
    assessment.targets.create(commitment=Commitment.objects.get(code="safe"), level=3)
    return assessment


@pytest.fixture
def submitted(assessment: Assessment) -> Assessment:
    Assessment.objects.filter(pk=assessment.pk).update(state=AWAITING, submitted_at=timezone.now())
    return assessment


@pytest.fixture
def report(submitted: Assessment) -> Report:
    return Report.objects.create(
        assessment=submitted,
        number=1,
        kind=Kind.FINAL,
        requested_at=timezone.now(),
        framework_version="2024.12",
        framework_digest="0" * 64,
        frozen_input="{}",
    )


def make_ready(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(
        state=State.READY, score_card="{}", finished_at=timezone.now(), scoring_version="1"
    )


def refused(change: Callable[[], Any]) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    return str(refusal.value)


def test_all_triggers_stand_after_all_migrations() -> None:
    assert immutability.missing_triggers() == ()
    # Each names a table that exists: a misspelt one would never be missing.
    tables = connection.introspection.table_names()
    registered = [t for triggers in immutability._registered.values() for t in triggers]
    assert {trigger.table for trigger in registered} <= set(tables)
    assert set(immutability._installed(connection)) == {trigger.name for trigger in registered}


def test_names_of_triggers_fit_into_postgresql() -> None:
    registered = [t for triggers in immutability._registered.values() for t in triggers]
    assert max(len(trigger.name) for trigger in registered) <= 63


def test_install_again_changes_nothing(django_assert_num_queries: Any) -> None:
    before = immutability._installed(connection)
    immutability.install()
    assert immutability._installed(connection) == before


def test_install_replaces_a_trigger_that_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    event = record_event("made", make_person("Alice Moreau"), by=None)
    changed = immutability.Trigger("audit_event", "delete", "It stays: 100 % of it’s here.")
    monkeypatch.setitem(immutability._registered, "audit", (changed,))
    assert immutability.missing_triggers() == (changed,)
    immutability.install()
    assert immutability.missing_triggers() == ()
    Event.objects.filter(pk=event.pk).update(verb="changed")
    assert "It stays: 100 % of it’s here." in refused(event.delete)


@pytest.mark.django_db(transaction=True)
def test_lifted_installs_again_after_an_error(published: FrameworkVersion) -> None:
    def change_and_fail() -> None:
        with immutability.lifted():
            assert immutability._installed(connection) == {}
            Pillar.objects.all().update(position=models.F("position") + 10)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert immutability.missing_triggers() == ()
    refused(lambda: Pillar.objects.all().update(position=models.F("position") + 10))


@pytest.mark.django_db(transaction=True)
def test_migrating_back_and_forth_leaves_all_triggers() -> None:
    """On SQLite both migrations make the tables anew, and a table takes its triggers with it."""
    call_command("migrate", "commitments", "0001", verbosity=0)
    try:
        assert immutability.missing_triggers() == ()
    finally:
        call_command("migrate", verbosity=0)
    assert immutability.missing_triggers() == ()


@pytest.mark.parametrize("model", PARTS)
def test_part_of_a_published_version_cannot_change(
    published: FrameworkVersion, model: type[models.Model]
) -> None:
    row = model._default_manager.first()
    assert row is not None
    assert "never changes" in refused(
        lambda: model._default_manager.filter(pk=row.pk).update(entry={})
    )
    with connection.cursor() as cursor:
        table = row._meta.db_table
        assert "never changes" in refused(
            lambda: cursor.execute(f'DELETE FROM "{table}" WHERE id = {row.pk}')
        )
    row.pk = None
    assert "never changes" in refused(row.save)


@pytest.mark.parametrize("model", PARTS)
def test_part_of_a_draft_can_change(db: Any, model: type[models.Model]) -> None:
    version, _ = import_definition(make_definition())
    assert model._default_manager.update(entry={}) > 0
    version.delete()
    assert not model._default_manager.exists()


def test_part_cannot_move_between_versions(published: FrameworkVersion) -> None:
    draft, _ = import_definition(make_definition(version="2025.1"))
    rows = ThroughLine.objects
    refused(lambda: rows.filter(framework_version=draft).update(framework_version=published))
    refused(lambda: rows.filter(framework_version=published).update(framework_version=draft))


@pytest.mark.parametrize(
    "change",
    [
        {"version": "2024.13"},
        {"source_language": "es"},
        {"digest": "1" * 64},
        {"frame": {}},
        {"published_at": timezone.now()},
        {"loaded_at": timezone.now()},
        {"status": Status.DRAFT, "published_at": None},
    ],
)
@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETIRED])
def test_published_version_cannot_change(
    published: FrameworkVersion, status: Status, change: dict[str, Any]
) -> None:
    versions = FrameworkVersion.objects.filter(pk=published.pk)
    versions.update(status=status)
    assert "published framework version" in refused(lambda: versions.update(**change))
    assert "never changes" in refused(published.delete)


@pytest.mark.parametrize("way", ["INSERT OR REPLACE", "UPDATE OR REPLACE"])
def test_published_version_cannot_be_replaced(published: FrameworkVersion, way: str) -> None:
    """The statements are SQLite's; PostgreSQL has none that passes the other triggers by."""
    if connection.vendor != "sqlite":
        way = way.removesuffix(" OR REPLACE")
    draft, _ = import_definition(make_definition(version="2025.1"))
    table = FrameworkVersion._meta.db_table
    names = [field.column for field in FrameworkVersion._meta.concrete_fields]
    values = ", ".join("'{}'" if name == "frame" else name for name in names)
    statements = {
        "INSERT": f"{way} INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} "
        f"WHERE id = {published.pk}",
        "UPDATE": f"{way} {table} SET version = '{published.version}' WHERE id = {draft.pk}",
    }
    with connection.cursor() as cursor:
        assert "never changes" in refused(lambda: cursor.execute(statements[way.split()[0]]))
    published.refresh_from_db()
    assert published.frame


def test_published_version_can_be_retired_and_reinstated(published: FrameworkVersion) -> None:
    versions = FrameworkVersion.objects.filter(pk=published.pk)
    assert versions.update(status=Status.RETIRED) == 1
    assert versions.update(status=Status.PUBLISHED) == 1


def test_name_of_who_published_can_only_be_taken_away(db: Any) -> None:
    person = make_person("Fiona Framework")
    version, _ = import_definition(make_definition())
    version = publish(version=version, by=person)
    other = make_person("Olga Other")
    versions = FrameworkVersion.objects.filter(pk=version.pk)
    assert "never changes" in refused(lambda: versions.update(published_by=other))
    assert versions.update(published_by=None) == 1


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Answer, {"level": 4}),
        (Answer, {"note": "Another."}),
        (Answer, {"version": 9}),
        (Target, {"level": 0}),
        (Target, {"statement": "Another."}),
    ],
)
def test_submitted_content_cannot_change(
    submitted: Assessment, model: type[models.Model], change: dict[str, Any]
) -> None:
    assert NOT_NOW[model] in refused(lambda: model._default_manager.update(**change))


def test_submitted_assessment_takes_nothing_new(submitted: Assessment) -> None:
    item = Item.objects.get(code="safe.2")
    assert "not open" in refused(lambda: submitted.answers.create(item=item, level=1))
    commitment = Commitment.objects.get(code="engaged")
    assert "frozen" in refused(lambda: submitted.targets.create(commitment=commitment, level=1))


def test_answers_of_an_open_assessment_can_change(assessment: Assessment) -> None:
    assert assessment.answers.update(level=4) == 1
    assert assessment.targets.update(level=4) == 1


def test_reopened_assessment_can_change(submitted: Assessment) -> None:
    Assessment.objects.update(state=ANSWERING, submitted_at=None)
    assert submitted.answers.update(level=0) == 1


def test_name_of_who_answered_can_only_be_taken_away(
    submitted: Assessment,
    alice: User,
) -> None:
    assert "not open" in refused(lambda: Answer.objects.update(updated_by=alice))
    assert Answer.objects.update(updated_by=None) == 1


def test_deleting_the_organization_takes_all_that_is_frozen(report: Report) -> None:
    make_ready(report)
    organization = report.assessment.organization
    organization.delete()
    assert not Assessment.objects.exists()
    assert not Answer.objects.exists()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"kind": Kind.PRELIMINARY},
        {"requested_at": timezone.now()},
        {"framework_version": "2025.1"},
        {"framework_digest": "1" * 64},
        {"frozen_input": "[]"},
    ],
)
def test_input_of_a_report_never_changes(report: Report, change: dict[str, Any]) -> None:
    assert "made from" in refused(lambda: Report.objects.update(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"score_card": "[]"},
        {"input_digest": "1" * 64},
        {"scoring_version": "2"},
        {"state": State.QUEUED},
    ],
)
def test_ready_report_never_changes(report: Report, change: dict[str, Any]) -> None:
    assert Report.objects.update(scoring_version="0") == 1
    make_ready(report)
    assert "never changes" in refused(lambda: Report.objects.update(**change))


def test_ready_report_can_be_notified(report: Report) -> None:
    make_ready(report)
    assert Report.objects.update(notified_at=timezone.now(), requested_by=None) == 1


def test_file_of_a_report_never_changes(report: Report) -> None:
    file = ReportFile.objects.create(
        report=report,
        kind="pdf",
        filename="report.pdf",
        media_type="application/pdf",
        path="a/b.pdf",
        sha256="0" * 64,
        size=1,
    )
    assert "never changes" in refused(lambda: ReportFile.objects.update(sha256="1" * 64))
    file.delete()


@pytest.mark.parametrize("change", [{"verb": "other"}, {"after": {"a": 1}}, {"what": "x"}])
def test_event_never_changes(alice: User, change: dict[str, Any]) -> None:
    event = record_event("made", alice, by=alice, before={"a": 0})
    events = Event.objects.filter(pk=event.pk)
    assert "history never changes" in refused(lambda: events.update(**change))


def test_name_of_who_acted_can_only_be_taken_away(alice: User) -> None:
    event = record_event("made", alice, by=alice)
    events = Event.objects.filter(pk=event.pk)
    other = make_person("Olga Other")
    assert "never changes" in refused(lambda: events.update(actor=other))
    assert events.update(actor=None) == 1
