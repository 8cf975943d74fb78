from datetime import date

from commitments.citing import Citation

CITATION = Citation(
    "2025.1",
    "Trust & 100% care: a {framework}",
    date(2026, 3, 7),
    "ab" * 32,
    "https://portal.example/framework/2025.1/version/",
)


def test_words() -> None:
    assert CITATION.words == (
        "LHS Portal. Trust & 100% care: a {framework}. Version 2025.1. Published March 7, 2026. "
        f"SHA-256 {'ab' * 32}. https://portal.example/framework/2025.1/version/"
    )


def test_bibtex_escapes_what_is_special() -> None:
    assert CITATION.bibtex.splitlines()[:4] == [
        "@misc{lhsframework20251,",
        "  author = {{LHS Portal}},",
        r"  title = {Trust \& 100\% care: a \{framework\}},",
        "  version = {2025.1},",
    ]


def test_ris_ends_its_lines_as_ris_does() -> None:
    lines = CITATION.ris.split("\r\n")
    assert lines[0] == "TY  - STD"
    assert "DA  - 2026/03/07" in lines
    assert lines[-2:] == ["ER  - ", ""]
