import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.documents.pdf import compile_pdf
from reports.documents.print_text import DRAWABLE, REPLACEMENT, PrintText

EVERY_STYLE = """
#set document(title: "T")
#set text(lang: "en", font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"),
  fallback: false)
#let d = json(bytes(sys.inputs.data))
= Head
#d.text #text(weight: "bold", d.text) #text(weight: "semibold", d.text) #emph(d.text)
"""


def test_drawable_characters_are_all_drawn_in_every_style() -> None:
    """PDF/UA refuses a missing glyph, so one that is listed wrongly fails here."""
    text = " ".join(map(chr, sorted(DRAWABLE)))
    assert compile_pdf({"main.typ": EVERY_STYLE}, {"text": text}, 0).startswith(b"%PDF")


def test_clean_replaces_and_lists_what_no_font_draws() -> None:
    printer = PrintText()
    assert printer.clean({"note": ["Zoë 中文 😀"]}) == {"note": ["Zoë □□ □"]}
    assert printer.missing == {"中", "文", "😀"}


def test_text_drops_what_would_turn_the_line_around() -> None:
    printer = PrintText()
    assert printer.text("a\u202eb\u2066c\u2069") == "abc"
    assert printer.missing == set()


def test_text_keeps_line_breaks_of_every_kind() -> None:
    assert PrintText().text("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_text_gives_long_words_places_to_break() -> None:
    printer = PrintText()
    assert "\N{ZERO WIDTH SPACE}" in printer.text("x" * 400)
    assert "\N{ZERO WIDTH SPACE}" not in printer.text("An ordinary sentence, with words.")
    assert printer.characters("x" * 400) == "x" * 400


@given(st.text())
def test_characters_are_drawable_afterwards(text: str) -> None:
    printer = PrintText()
    for character in printer.characters(text):
        assert character == "\n" or ord(character) in DRAWABLE
    assert all(unicodedata.category(each) != "Cf" for each in printer.missing)
    assert ord(REPLACEMENT) in DRAWABLE
