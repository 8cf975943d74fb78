"""The guide in the database: loaded beside its framework, mended, never quietly changed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from commitments import queries
from commitments.actions import retire
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, Item, RatingGuide, Status
from commitments.queries import ChangedFrameworkError, load_definition, load_rating_guide
from commitments.rating_guide import PATIENT_PARTNER
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.audit.models import Event
from lhs_portal.lib import immutability
from lhs_portal.processes.preparing import prepare_demo
from tests.commitments.conftest import REAL_FILE
from tests.frameworks import make_definition, make_document, make_yaml
from tests.rating_guides import make_guide, make_guide_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_guide_loaded_before() -> None:
    queries._guides.clear()


@pytest.fixture
def guided(published: FrameworkVersion) -> FrameworkVersion:
    import_rating_guide(make_guide(), version=published)
    return published


def refused(change: Any) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    return str(refusal.value)


def test_rows_give_the_guide_of_the_file(guided: FrameworkVersion) -> None:
    guide = load_rating_guide(guided)
    assert guide.revision == 1
    assert (guide.digest, guide.role_groups) == (make_guide().digest, make_guide().role_groups)
    assert guide.staff_only == make_guide().staff_only


def test_second_load_costs_one_query(
    guided: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        first = load_rating_guide(guided)
    again = FrameworkVersion.objects.get(pk=guided.pk)
    with django_assert_num_queries(1):
        assert load_rating_guide(again) is first


def test_version_without_a_guide_asks_partners_nothing(
    published: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    load_definition(published)
    with django_assert_num_queries(1):
        guide = load_rating_guide(published)
    assert (guide.revision, guide.sections_for(PATIENT_PARTNER)) == (0, ())
    assert len(guide.sections_for("board")) == 7


def test_equal_guide_writes_nothing(guided: FrameworkVersion) -> None:
    row, written = import_rating_guide(make_guide(), version=guided)
    assert (row.revision, written) == (1, False)
    assert Event.objects.filter(verb="rating guide loaded").count() == 1


def test_changed_guide_of_a_published_version_is_its_next_revision(
    guided: FrameworkVersion,
) -> None:
    before = load_rating_guide(guided)
    mended = make_guide(staff_only=["safe.1"])
    row, written = import_rating_guide(mended, version=guided)
    assert (row.revision, row.digest, written) == (2, mended.digest, True)
    assert RatingGuide.objects.count() == 1
    loaded = load_rating_guide(guided)
    assert (loaded.revision, loaded.staff_only) == (2, frozenset({"safe.1"}))
    event = Event.objects.latest("pk")
    assert event.before == {"revision": 1, "digest": before.digest}
    assert event.after == {"revision": 2, "digest": mended.digest}
    guided.refresh_from_db()
    assert (guided.digest, Item.objects.count()) == (make_definition().digest, 28)


def test_guide_that_comes_back_is_a_revision_of_its_own(guided: FrameworkVersion) -> None:
    import_rating_guide(make_guide(staff_only=["safe.1"]), version=guided)
    import_rating_guide(make_guide(), version=guided)
    assert (load_rating_guide(guided).revision, load_rating_guide(guided).digest) == (
        3,
        make_guide().digest,
    )


def test_versions_do_not_serve_each_other(guided: FrameworkVersion) -> None:
    other, _ = import_definition(make_definition(version="2025.1"))
    definition = make_definition(version="2025.1")
    guide = make_guide(definition, version="2025.1", staff_only=["safe.4"])
    import_rating_guide(guide, version=other)
    assert load_rating_guide(other).staff_only == {"safe.4"}
    assert load_rating_guide(guided).staff_only == make_guide().staff_only


def test_row_that_was_changed_is_not_served(guided: FrameworkVersion) -> None:
    with immutability.lifted():
        row = RatingGuide.objects.get()
        row.document["staff_only"] = []
        row.save()
    with pytest.raises(ChangedFrameworkError, match="Restore it"):
        load_rating_guide(guided)


def test_old_guides_do_not_pile_up(
    guided: FrameworkVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commitments.queries.VERSIONS_KEPT", 2)
    for number in range(1, 5):
        import_rating_guide(make_guide(staff_only=[f"F1.{number}"]), version=guided)
        assert load_rating_guide(guided).staff_only == {f"F1.{number}"}
        assert len(queries._guides) <= 2


def test_changed_draft_loses_the_guide_that_may_name_what_is_gone(draft: FrameworkVersion) -> None:
    import_rating_guide(make_guide(), version=draft)
    version, _ = import_definition(make_definition(items=3))
    assert load_rating_guide(version).revision == 0


def test_database_refuses_a_quiet_change(guided: FrameworkVersion) -> None:
    rows = RatingGuide.objects.all()
    for change in ({"document": {}}, {"digest": "0" * 64}, {"revision": 0}):
        assert "higher revision" in refused(lambda change=change: rows.update(**change))
    assert "mended, not removed" in refused(rows.delete)
    retire(version=guided)
    assert "mended, not removed" in refused(rows.delete)


def test_database_takes_one_guide_of_a_version(guided: FrameworkVersion) -> None:
    row = RatingGuide.objects.get()
    row.pk = None
    refused(lambda: row.save(force_insert=True))
    refused(lambda: RatingGuide.objects.update(revision=-1))


# The command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "2024.12.yaml"
    file.write_bytes(make_yaml(make_document()))
    return file


def write_guide(file: Path, **changes: Any) -> Path:
    guide = file.with_name("2024.12.raters.yaml")
    guide.write_bytes(make_yaml(make_guide_document(**changes)))
    return guide


def test_command_loads_the_guide_beside_the_framework(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_guide(file)
    call_command("load_framework", file, "--publish")
    assert "Rating guide loaded (revision 1, digest" in capsys.readouterr().out
    call_command("load_framework", file, "--publish")
    assert "Rating guide is loaded already (revision 1" in capsys.readouterr().out
    assert load_rating_guide(FrameworkVersion.objects.get()).revision == 1


def test_command_adds_and_mends_the_guide_of_a_published_version(file: Path) -> None:
    call_command("load_framework", file, "--publish")
    version = FrameworkVersion.objects.get()
    assert load_rating_guide(version).revision == 0
    write_guide(file)
    call_command("load_framework", file)
    assert load_rating_guide(version).revision == 1
    write_guide(file, staff_only=["safe.2"])
    call_command("load_framework", file)
    assert load_rating_guide(version).staff_only == {"safe.2"}
    again = FrameworkVersion.objects.get()
    assert (again.pk, again.loaded_at, again.status) == (
        version.pk,
        version.loaded_at,
        Status.PUBLISHED,
    )


def test_command_without_the_file_leaves_the_guide_that_is_there(file: Path) -> None:
    guide = write_guide(file)
    call_command("load_framework", file, "--publish")
    guide.unlink()
    call_command("load_framework", file)
    assert load_rating_guide(FrameworkVersion.objects.get()).revision == 1


def test_faulty_guide_keeps_the_framework_out_too(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = write_guide(file, version="2023.1", staff_only=["safe.9"])
    with pytest.raises(CommandError, match=r"2 faults\. Nothing was written") as refusal:
        call_command("load_framework", file, "--publish")
    assert refusal.value.returncode == 1
    printed = capsys.readouterr().err.splitlines()
    assert all(line.startswith(f"{guide}: line ") for line in printed)
    assert not FrameworkVersion.objects.exists()
    assert not RatingGuide.objects.exists()


def test_refused_framework_leaves_the_guide_as_it_was(file: Path) -> None:
    write_guide(file)
    call_command("load_framework", file, "--publish")
    file.write_bytes(make_yaml(make_document(essentials=3)))
    write_guide(file, staff_only=["safe.2"])
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("load_framework", file)
    assert load_rating_guide(FrameworkVersion.objects.get()).revision == 1


def test_guide_that_cannot_be_read_is_named(file: Path) -> None:
    file.with_name("2024.12.raters.yaml").mkdir()
    with pytest.raises(CommandError, match=r"2024\.12\.raters\.yaml cannot be read"):
        call_command("load_framework", file)


def test_demo_of_an_older_version_gets_the_guide(
    real: FrameworkVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []

    def only_the_framework(name: str, *arguments: Any, **options: Any) -> None:
        called.append(name)
        if name == "load_framework":
            call_command(name, *arguments, **options)

    monkeypatch.setattr("lhs_portal.processes.preparing.call_command", only_the_framework)
    assert load_rating_guide(real).revision == 0
    prepare_demo(with_field=False)
    assert load_rating_guide(real).revision == 1
    prepare_demo(with_field=True)
    assert called == ["load_framework", "load_demo", "load_demo", "load_demo_field"]
    assert REAL_FILE.with_name("2024.12.raters.yaml").exists()
