import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.languages import speaking
from lhs_portal.site.script_words import WORDS, translated_words

SPOKEN = re.compile(r'translated\(\s*"([^"]+)"')
BLOCK = re.compile(r'<script id="script-words" type="application/json">(.*?)</script>')


def test_every_word_of_a_script_is_known_and_no_other() -> None:
    scripts = (BASE_DIR / "static" / "js").glob("*.js")
    spoken = {text for path in scripts for text in SPOKEN.findall(path.read_text())}
    assert spoken == set(WORDS)


def test_scripts_say_nothing_that_is_not_translated() -> None:
    """A literal of two words or more, apart from calls of `translated`."""
    left = {}
    for path in (BASE_DIR / "static" / "js").glob("*.js"):
        code = SPOKEN.sub("", re.sub(r"^\s*//.*$|\s// .*$", "", path.read_text(), flags=re.M))
        if found := re.findall(r'["`]([A-Za-z][a-z]+ [a-z]+ [^"`]*)["`]', code):
            left[path.name] = found
    assert not left


def test_in_english_there_are_none() -> None:
    assert translated_words() == {}


def test_in_spanish_each_has_its_own() -> None:
    with speaking("es"):
        words = translated_words()
    assert set(words) == set(WORDS)
    assert words["Saved {time}"] == "Guardado a las {time}"
    for text, spanish in words.items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", spanish)


@pytest.mark.django_db
@pytest.mark.parametrize(("wish", "given"), [("es", True), ("en", False)])
def test_a_page_brings_them_in_other_languages(wish: str, given: bool) -> None:
    page = Client(headers={"Accept-Language": wish}).get(reverse("account_login"))
    found = BLOCK.search(page.content.decode())
    assert bool(found) is given
    if found:
        assert set(json.loads(found[1])) == set(WORDS)
