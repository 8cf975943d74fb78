"""The look keeps its promises: contrast in both themes, one place for colors, a small weight."""

import re
from itertools import product
from pathlib import Path

import pytest

from lhs_portal.environment import BASE_DIR

CSS = BASE_DIR / "static" / "css"
EVERY_PAGE = [CSS / f"{name}.css" for name in ("tokens", "base", "components", "print")]
OF_SOME_PAGES = sorted(set(CSS.glob("*.css")) - set(EVERY_PAGE))
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.html"))
TOKEN = re.compile(r"--([\w-]+):\s*(?:light-dark\((#\w+),\s*(#\w+)\)|(#\w+));")
COLORS = {
    name: {"light": light or both, "dark": dark or both}
    for name, light, dark, both in TOKEN.findall((CSS / "tokens.css").read_text())
}
# WCAG 2.2: 4.5 for text (1.4.3), 3 for what shows where a control is and what a shape means (1.4.11).
TEXT = [
    *product(("ink", "muted", "action", "ok", "warn", "error"), ("paper",)),
    *product(("ink", "muted", "action"), ("surface", "tint")),
    *product(("ink",), ("ok-bg", "warn-bg", "error-bg")),
    *((name, f"{name}-bg") for name in ("ok", "warn", "error")),
    *product(("on-action",), ("action", "action-strong", "error")),
    *((f"on-l{level}", f"l{level}") for level in range(5)),
]
SHAPES = [*product(("control", "science", "informatics", "incentives"), ("paper",))]


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weight(*paths: Path) -> int:
    return sum(path.stat().st_size for path in paths)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_has_enough_contrast(front, back, theme):
    assert contrast(COLORS[front][theme], COLORS[back][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_shape_has_enough_contrast(front, back, theme):
    assert contrast(COLORS[front][theme], COLORS[back][theme]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("back", ["paper", "surface", "tint", "action", "l4", "error-bg"])
def test_one_of_the_two_focus_rings_shows_on_every_ground(back, theme):
    rings = (COLORS["focus"][theme], COLORS["focus-outer"][theme])
    assert max(contrast(ring, COLORS[back][theme]) for ring in rings) >= 3


def test_colors_are_named_in_one_file():
    others = [path for path in CSS.glob("*.css") if path.name != "tokens.css"]
    assert others
    for path in others:
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", path.read_text()) == [], path.name


def test_every_token_that_is_used_is_there():
    named = set(re.findall(r"(--[\w-]+):", "".join(path.read_text() for path in CSS.glob("*.css"))))
    for path in CSS.glob("*.css"):
        assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) <= named, path.name


def test_style_sheets_of_every_page_weigh_little():
    assert weight(*EVERY_PAGE) < 22 * 1024


@pytest.mark.parametrize("path", OF_SOME_PAGES, ids=lambda path: path.name)
def test_style_sheets_of_any_one_page_weigh_little(path):
    assert weight(*EVERY_PAGE, path) < 27 * 1024


def test_own_scripts_weigh_little():
    assert weight(*(BASE_DIR / "static" / "js").glob("*.js")) < 20_000


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_nothing_inline(template):
    text = template.read_text()
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script
