from typing import Any

import pytest
from django.http import Http404

from commitments.actions import publish, retire
from commitments.definition import Definition
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, Item
from commitments.queries import ChangedFrameworkError, load_definition, load_published
from tests.frameworks import make_definition


def test_rows_give_the_definition_of_the_file(
    real: FrameworkVersion, real_definition: Definition
) -> None:
    loaded = load_definition(FrameworkVersion.objects.get(pk=real.pk))
    assert loaded == real_definition
    assert loaded.digest == real_definition.digest
    assert loaded.item_by_code["safe.1"] == real_definition.item_by_code["safe.1"]


def test_second_load_costs_no_query(
    draft: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5):
        first = load_definition(draft)
    again = FrameworkVersion.objects.get(pk=draft.pk)
    with django_assert_num_queries(0):
        assert load_definition(again) is first


def test_changed_draft_is_loaded_anew(draft: FrameworkVersion) -> None:
    load_definition(draft)
    version, _ = import_definition(make_definition(items=3))
    assert len(load_definition(version).items) == 21


def test_versions_do_not_serve_each_other(draft: FrameworkVersion) -> None:
    other, _ = import_definition(make_definition(version="2025.1", items=3))
    assert load_definition(draft).version == "2024.12"
    assert load_definition(other).version == "2025.1"
    assert len(load_definition(draft).items) == 28


def test_rows_that_were_changed_are_not_served(draft: FrameworkVersion) -> None:
    item = Item.objects.get(code="safe.1")
    item.entry["essential"] = False
    item.save()
    with pytest.raises(ChangedFrameworkError, match="Restore them"):
        load_definition(draft)


def test_old_versions_do_not_pile_up(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.queries.VERSIONS_KEPT", 2)
    versions = [import_definition(make_definition(version=f"2025.{n}"))[0] for n in range(4)]
    for version in versions:
        assert load_definition(version).version == version.version
    assert load_definition(versions[0]).version == "2025.0"


def test_load_published_finds_published_and_retired_versions(published: FrameworkVersion) -> None:
    assert load_published("2024.12")[0] == published
    retire(version=published)
    assert load_published("2024.12")[1].version == "2024.12"


def test_load_published_hides_drafts_and_unknown_versions(draft: FrameworkVersion) -> None:
    for code in ("2024.12", "1999.1"):
        with pytest.raises(Http404):
            load_published(code)


def test_in_use_lists_the_newest_first(published: FrameworkVersion) -> None:
    newer = publish(version=import_definition(make_definition(version="2025.1"))[0])
    import_definition(make_definition(version="2026.1"))
    assert list(FrameworkVersion.objects.in_use()) == [newer, published]
    retire(version=newer)
    assert list(FrameworkVersion.objects.in_use()) == [published]
    assert list(FrameworkVersion.objects.public()) == [newer, published]


@pytest.mark.django_db
def test_version_with_a_character_that_postgresql_refuses_is_unknown() -> None:
    with pytest.raises(Http404):
        load_published("2024\x0012")
