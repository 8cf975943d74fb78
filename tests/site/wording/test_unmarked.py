"""What the check finds outside of translation, and what it lets through."""

import pytest

from lhs_portal.site.wording.unmarked_python import unmarked_in_python
from lhs_portal.site.wording.unmarked_templates import unmarked_in_template


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate %}Hello{% endblocktranslate %}</p>", []),
        (
            "<p>{% blocktranslate %}A{% plural %}B c{% endblocktranslate %} and more</p>",
            ["and more"],
        ),
        ('<img alt="A picture">', ["A picture"]),
        ('<a aria-label="Close it" href="/some/where">×</a>', ["Close it"]),
        ('<input type="submit" value="Send"><input type="text" value="typed text">', ["Send"]),
        ('<input placeholder="Find">', ["Find"]),
        ("<script>const words = 'some text';</script><style>a b {}</style>", []),
        ("<code>manage.py migrate now</code> {# some comment #}", []),
        ("{% comment %}some text{% endcomment %}<!-- some more -->", []),
        ('<b translate="no">English</b>', []),
        ("<title>{{ x }} – LHS Portal</title>", []),
        ('{% include "a.html" with title="Some title" only %}', ["Some title"]),
        ('{{ x|default:"None yet" }}{{ y|date:"l, F j" }}', ["None yet"]),
        ('{% if x == "some code" %}CSV · 12 / 34{% endif %}', []),
        ("<p>{% if a %}Yes{% endif %}</p>", ["Yes"]),
        ('{% block main_class %}narrow page{% endblock %}<p class="some class"></p>', []),
    ],
)
def test_templates(html: str, found: list[str]) -> None:
    assert [text for _, text in unmarked_in_template(html, html=True)] == found


def test_line_of_a_template_is_named() -> None:
    html = "<p>\n{% if a %}\n\n<b>Some words</b>\n{% endif %}</p>"
    assert list(unmarked_in_template(html, html=True)) == [(4, "Some words")]


def test_mails_are_text() -> None:
    text = '{% load i18n %}{% translate "Hi" %}\n\nSome words, {{ name }}\n{{ link }}\n'
    assert list(unmarked_in_template(text, html=False)) == [(3, "Some words,")]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "Some words"', ["Some words"]),
        ('x = f"{n} more words"', [" more words"]),
        ('x = say("Some words")', []),
        ('x = say_count("One word", "Some words", 2)', []),
        ('x = say("A {b}", b="Some words")', ["Some words"]),
        ('"""Some words."""', []),
        ('def f():\n    """Some words."""\n', []),
        ('raise ValueError("Some words")', []),
        ('raise Refused("Some words")', ["Some words"]),
        ('log.info("some words")', []),
        ('x = re.compile("some words")', []),
        ('cursor.execute("SELECT some words")', []),
        ('x = "SELECT a FROM b"', []),
        ('x = {"some key": "Some value"}', ["Some value"]),
        ('x = {"Content-Type": "Some value"}', []),
        ('x == "some words"', []),
        ('def f(x: "Some words") -> "Some words": ...', []),
        ('x: Literal["Some words"] = "label"', []),
        ('label = "Save"', ["Save"]),
        ('code = "save"', []),
        ('__all__ = ["Save", "Send"]', []),
        ('f(css_class="btn primary")', []),
        ('assert x, "some words"', []),
    ],
)
def test_python(code: str, found: list[str]) -> None:
    assert [text for _, text in unmarked_in_python("assessments/x.py", code)] == found


def test_files_for_machines_and_administrators_are_let_through() -> None:
    assert list(unmarked_in_python("lhs_portal/environment.py", 'x = "Some words"')) == []
    assert list(unmarked_in_python("assessments/immutable_rows.py", 'x = "Some words"')) == []
