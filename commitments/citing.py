"""How a framework version is cited: in words, as BibTeX, as RIS. Pure.

The digest stands in each, so that a reader can tell that the file at hand is the one that is meant.
"""

import re
from dataclasses import dataclass
from datetime import date

_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """`address` is that of the version's page, which stays."""

    version: str
    title: str
    published: date
    digest: str
    address: str

    @property
    def words(self) -> str:
        day = f"{self.published:%B} {self.published.day}, {self.published.year}"
        return (
            f"LHS Portal. {self.title}. Version {self.version}. Published {day}. "
            f"SHA-256 {self.digest}. {self.address}"
        )

    @property
    def bibtex(self) -> str:
        key = re.sub(r"[^0-9A-Za-z]", "", self.version)
        return (
            f"@misc{{lhsframework{key},\n"
            "  author = {{LHS Portal}},\n"
            f"  title = {{{_bibtex(self.title)}}},\n"
            f"  version = {{{_bibtex(self.version)}}},\n"
            f"  year = {{{self.published.year}}},\n"
            f"  month = {{{self.published.month}}},\n"
            f"  note = {{SHA-256 {self.digest}}},\n"
            f"  url = {{{self.address}}}\n"
            "}\n"
        )

    @property
    def ris(self) -> str:
        lines = [
            "TY  - STD",
            "AU  - LHS Portal",
            f"TI  - {_line(self.title)}",
            f"ET  - {_line(self.version)}",
            f"PY  - {self.published.year}",
            f"DA  - {self.published:%Y/%m/%d}",
            f"N1  - SHA-256 {self.digest}",
            f"UR  - {self.address}",
            "ER  - ",
        ]
        return "\r\n".join(lines) + "\r\n"


def _bibtex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())
