"""Translations are compiled when first met, and never stale."""

import gettext
import os
from pathlib import Path

import pytest

from lhs_portal.lib import catalogs

ROOM = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Save"
msgstr "Guardar"

#, fuzzy
msgid "Only guessed"
msgstr "Adivinado"

msgid "Nobody's turn yet"
msgstr ""

msgid "{count} answer"
msgid_plural "{count} answers"
msgstr[0] "{count} respuesta"
msgstr[1] "{count} respuestas"
"""


def written(sources: Path, room: str, text: str) -> None:
    (sources / "es").mkdir(parents=True, exist_ok=True)
    (sources / "es" / f"{room}.po").write_text(text)


def spoken(folder: Path) -> gettext.GNUTranslations:
    return gettext.translation("django", folder, languages=["es"])  # type: ignore[return-value]


def test_rooms_become_one_catalog_of_what_is_translated(tmp_path: Path) -> None:
    written(tmp_path / "locale", "a", ROOM)
    written(tmp_path / "locale", "b", 'msgid "Cancel"\nmsgstr "Cancelar"\n')
    es = spoken(catalogs.compiled(tmp_path / "locale", tmp_path / "data"))
    assert [es.gettext(text) for text in ("Save", "Cancel")] == ["Guardar", "Cancelar"]
    assert es.gettext("Only guessed") == "Only guessed"
    assert es.gettext("Nobody's turn yet") == "Nobody's turn yet"
    assert es.ngettext("{count} answer", "{count} answers", 2) == "{count} respuestas"


def test_what_was_compiled_is_found_again_and_a_change_is_another_folder(tmp_path: Path) -> None:
    sources, place = tmp_path / "locale", tmp_path / "data"
    written(sources, "a", ROOM)
    first = catalogs.compiled(sources, place)
    file = first / "es" / catalogs.CATALOG
    made = file.stat().st_mtime_ns
    assert catalogs.compiled(sources, place) == first
    assert file.stat().st_mtime_ns == made
    written(sources, "a", ROOM.replace("Guardar", "Conservar"))
    second = catalogs.compiled(sources, place)
    assert second != first
    assert spoken(second).gettext("Save") == "Conservar"
    assert spoken(first).gettext("Save") == "Guardar"  # for the processes that still speak it


def test_a_renamed_room_is_another_folder(tmp_path: Path) -> None:
    sources, place = tmp_path / "locale", tmp_path / "data"
    written(sources, "a", ROOM)
    first = catalogs.compiled(sources, place)
    (sources / "es" / "a.po").rename(sources / "es" / "b.po")
    assert catalogs.compiled(sources, place) != first


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    written(tmp_path / "locale", "a", ROOM)
    folder = catalogs.compiled(tmp_path / "locale", tmp_path / "data")
    assert os.listdir(folder / "es" / "LC_MESSAGES") == ["django.mo"]


def test_place_that_cannot_be_written_to_ends_the_start_with_a_hint(tmp_path: Path) -> None:
    written(tmp_path / "locale", "a", ROOM)
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(SystemExit, match="LHS_DATA_DIR"):
        catalogs.compiled(tmp_path / "locale", tmp_path / "data")
