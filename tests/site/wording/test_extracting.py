"""Messages of a file, and how a room's catalog is written."""

from pathlib import Path

from lhs_portal.site.wording.checking import difference, faults_between_rooms, faults_of_catalog
from lhs_portal.site.wording.extracting import Found, messages_of
from lhs_portal.site.wording.po_files import Said, read_room, written
from lhs_portal.site.wording.rooms import room_of
from lhs_portal.site.wording.running import check, update

TEMPLATE = """{% load i18n %}<p>{% translate "Save" %}</p>
  {% blocktranslate trimmed with name=a.b %}
    Hello {{ name }}, it's
    done{% endblocktranslate %}
    {% blocktranslate count n=x %}{{ n }} item{% plural %}{{ n }} items{% endblocktranslate %}
{% include "x" with y=_("An argument") %} {# a comment #} it's text's
"""
CODE = """
LABEL = mark("A label")

def told():
    return say("One {name}" " and more", name=x), say_count("{count} day", "{count} days", 2)
"""


def found_in(tmp_path: Path, name: str, text: str) -> list[Found]:
    (tmp_path / name).write_text(text)
    return list(messages_of(tmp_path, name))


def test_templates_and_code_give_their_messages(tmp_path: Path) -> None:
    assert [one.forms for one in found_in(tmp_path, "a.html", TEMPLATE)] == [
        ("Save",),
        ("Hello %(name)s, it's done",),
        ("%(n)s item", "%(n)s items"),
        ("An argument",),
    ]
    assert [one.forms for one in found_in(tmp_path, "a.py", CODE)] == [
        ("A label",),
        ("One {name} and more",),
        ("{count} day", "{count} days"),
    ]


def test_catalog_keeps_translations_and_drops_what_nobody_says(tmp_path: Path) -> None:
    found = found_in(tmp_path, "a.html", TEMPLATE)
    known = {
        ("Save", None): Said(("Guardar",), False),
        ("Gone", None): Said(("Ido",), False),
        ("%(n)s item", None): Said(("%(n)s pregunta", "%(n)s preguntas"), False),
        # Its form has changed: a single text is no translation of a plural.
        ("An argument", None): Said(("uno", "dos"), False),
    }
    path = tmp_path / "a.po"
    path.write_bytes(written(found, known, "es", "a"))
    read = read_room(path, "es")
    assert read["Save", None].forms == ("Guardar",)
    assert read["%(n)s item", None].forms == ("%(n)s pregunta", "%(n)s preguntas")
    assert read["An argument", None].forms == ("",)
    assert ("Gone", None) not in read
    assert written(found, read, "es", "a") == path.read_bytes()  # a second time changes nothing
    assert ".html:" not in path.read_text()  # references have no line numbers


def test_differences_of_a_translation() -> None:
    assert difference(("{count:,} of <b>{all}</b>",), ("{count:,} de <b>{all}</b>",)) == ""
    assert "{all}" in difference(("{count} of {all}",), ("{count} de todo",))
    assert "{otro}" in difference(("{all}",), ("{all} {otro}",))
    assert "{count" in difference(("{count:,}",), ("{count}",))
    assert "tags" in difference(("<b>A</b>",), ("A",))
    assert "ends" in difference((" A",), ("A",))
    # One form may leave out what the English of another form leaves out.
    assert difference(("one answer", "{count} answers"), ("una", "{count} respuestas")) == ""
    assert difference(("{n} x", "{n} xs"), ("{n} x", "equis")) != ""


def test_faults_of_a_catalog_name_the_place(tmp_path: Path) -> None:
    found = found_in(tmp_path, "a.py", CODE)
    known = {
        ("A label", None): Said(("Una etiqueta",), True),
        ("One {name} and more", None): Said(("Uno y más",), False),
        ("Old", None): Said(("Viejo",), False),
    }
    faults = list(faults_of_catalog(found, known, "es.po"))
    assert [fault.split(": ")[1].split(" in ")[0] for fault in faults] == [
        "marked fuzzy",
        "{name} differs",
        "not translated",
        "nobody says 'Old' any more",
    ]
    assert faults[0].startswith("a.py:2: ")


def test_one_text_has_one_translation() -> None:
    rooms = {
        "a": {("Save", None): Said(("Guardar",), False)},
        "b": {("Save", None): Said(("Salvar",), False)},
        "c": {("Save", None): Said(("",), False)},
    }
    assert len(list(faults_between_rooms(rooms))) == 1


def test_the_longest_prefix_names_the_room() -> None:
    assert room_of("templates/base.html") == "lhs_portal"
    assert room_of("templates/plans/x.html") == room_of("reports/plans/x.py") == "plans"
    assert room_of("commitments/drafting/x.py") == "drafting"
    assert room_of("commitments/x.py") == "commitments"


def test_update_takes_over_what_another_room_says_and_check_agrees(tmp_path: Path) -> None:
    for folder in ("assessments", "commitments", "lhs_portal", "reports", "templates/plans"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "assessments" / "a.py").write_text('X = mark("Save all")\n')
    (tmp_path / "templates/plans/p.html").write_text('{% load i18n %}{% translate "Save all" %}')
    assert list(update(tmp_path, ("assessments",))) == ["es assessments: 1 texts, 1 to translate"]
    po = tmp_path / "locale/es/assessments.po"
    po.write_text(po.read_text().rstrip().removesuffix('msgstr ""') + 'msgstr "Guardar todo"\n')
    assert list(update(tmp_path, ("plans",))) == ["es plans: 1 texts, 0 to translate"]
    assert list(check(tmp_path, ("assessments", "plans"))) == []
    (tmp_path / "assessments" / "b.py").write_text('Y = "Nobody translates this."\n')
    assert list(check(tmp_path, ("assessments",))) == [
        "assessments/b.py:1: outside of translation: 'Nobody translates this.'"
    ]
