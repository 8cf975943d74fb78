from datetime import date
from typing import Any

import pytest
from django.db import transaction

from assessments.models import Assessment
from commitments.actions import publish, retire
from commitments.definition import Definition
from commitments.documents import FaultyDocument, read_framework
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
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization
from lhs_portal.audit.models import Event
from tests.frameworks import make_definition, make_document, make_yaml


def with_translation(words: str) -> Definition:
    title = {"en": "The framework", "es": words}
    return read_framework(make_yaml({**make_document(), "title": title}))


def test_import_writes_a_draft_with_a_row_for_each_part(db: Any) -> None:
    definition = make_definition()
    version, written = import_definition(definition)
    assert written
    assert (version.status, version.digest) == (Status.DRAFT, definition.digest)
    counts = [m.objects.count() for m in (Pillar, AnchorFeature, Commitment, Item, ThroughLine)]
    assert counts == [2, 4, 3, 28, 8]
    item = Item.objects.get(code="S1.3")
    assert (item.feature.code, item.commitment, item.essential) == ("S1", None, False)
    assert Item.objects.get(code="safe.1").commitment.code == "safe"


def test_import_of_equal_content_writes_nothing(draft: FrameworkVersion) -> None:
    before = list(Item.objects.values_list("pk", flat=True))
    version, written = import_definition(make_definition())
    assert not written
    assert version == draft
    assert list(Item.objects.values_list("pk", flat=True)) == before
    assert Event.objects.filter(verb="framework loaded").count() == 1


def test_import_of_equal_content_as_published_writes_nothing(published: FrameworkVersion) -> None:
    version, written = import_definition(make_definition())
    assert (version, written) == (published, False)


def test_import_of_a_changed_draft_replaces_its_rows(draft: FrameworkVersion) -> None:
    changed = make_definition(items=3)
    version, written = import_definition(changed)
    assert written
    assert version.pk == draft.pk
    assert Item.objects.count() == 21
    assert load_definition(version) == changed
    event = Event.objects.latest("pk")
    assert (event.before, event.after) == ({"digest": draft.digest}, {"digest": changed.digest})


def test_import_of_a_draft_with_other_translations_replaces_its_rows(db: Any) -> None:
    first = with_translation("El marco")
    assert load_definition(import_definition(first)[0]).title.in_language("es") == "El marco"
    version, written = import_definition(with_translation("La estructura"))
    assert written
    assert load_definition(version).title.in_language("es") == "La estructura"


@pytest.mark.parametrize("retired", [False, True])
def test_import_of_changed_content_is_refused_once_published(
    published: FrameworkVersion, retired: bool
) -> None:
    if retired:
        retire(version=published)
    changed = make_definition(items=3)
    with pytest.raises(FaultyDocument) as refusal:
        import_definition(changed)
    (fault,) = refusal.value.faults
    assert fault.path == "version"
    assert "can never change" in fault.message
    assert published.digest in fault.message
    assert changed.digest in fault.message
    assert Item.objects.count() == 28


def test_import_of_other_translations_is_refused_once_published(db: Any) -> None:
    publish(version=import_definition(with_translation("La estructura"))[0])
    with pytest.raises(FaultyDocument, match="in its translations alone"):
        import_definition(with_translation("El marco"))


def test_import_of_a_draft_in_use_is_refused(
    draft: FrameworkVersion, organization: Organization
) -> None:
    Assessment.objects.create(
        organization=organization,
        framework_version=draft,
        title="Trial",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 6, 30),
        scope=Assessment.Scope.WHOLE,
    )
    with pytest.raises(FaultyDocument, match="Assessments use the draft"):
        import_definition(make_definition(items=3))


@pytest.mark.parametrize("version", ["about", "versions", "features"])
def test_import_of_a_version_whose_address_is_taken_is_refused(db: Any, version: str) -> None:
    with pytest.raises(FaultyDocument, match="is taken"):
        import_definition(make_definition(version=version))


def test_failure_in_the_middle_leaves_the_old_rows(
    draft: FrameworkVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(ThroughLine.objects, "bulk_create", fail)
    with pytest.raises(MemoryError), transaction.atomic():
        import_definition(make_definition(items=3))
    assert load_definition(FrameworkVersion.objects.get()) == make_definition()


def test_widest_values_that_a_file_may_hold_fit_into_the_rows(db: Any) -> None:
    document = make_document(version="v" * 40, weights={"safe.1": "0.000000001"})
    document["items"][0]["code"] = "i" * 40
    document["items"][0]["meaning"] = 999_999_999
    document["items"][1]["weight"] = "999999999999999"
    document["source_language"] = "zho-Hant-TW"
    text = make_yaml(document).decode().replace("en:", "zho-Hant-TW:")
    definition = read_framework(text.encode())
    version, _ = import_definition(definition)
    version.refresh_from_db()
    assert load_definition(version) == definition
