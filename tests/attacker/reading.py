"""Reads all that a working-group member gets over HTTP: follows every link, tries every filter."""

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.attacker.published import WHOLE_FIELD, Cell, Figure, Published

WHOLE = "The whole field"
LINK = re.compile(r'(?:href|src)="([^"#]+)')
SELECT = re.compile(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]+)"[^>]*>([^<]+)')
LABEL = re.compile(r'<label for="by-(\w+)">([^<]+)')


@dataclass(frozen=True)
class Answer:
    address: str
    status: int
    kind: str
    body: bytes
    queries: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Crawl:
    """Everything that was found, and what the groups of the filters are called."""

    answers: dict[str, Answer] = field(default_factory=dict)
    # (attribute, label) → key, and attribute's name → code
    groups: dict[tuple[str, str], str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Iterator[Answer]:
        for answer in self.answers.values():
            if answer.kind.startswith(kind) and answer.status == 200:
                yield answer


def crawl(
    client: Client,
    starts: Sequence[str],
    within: Sequence[str] = ("/releases/",),
    leave: Callable[[str], bool] = lambda _: False,
) -> Crawl:
    """`leave`: what she has no time for."""
    found = Crawl()
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in found.answers or not address.startswith(tuple(within)):
            continue
        if leave(address):
            continue
        answer = fetch(client, address)
        found.answers[address] = answer
        if answer.kind.startswith("text/html"):
            waiting += _addresses(answer, found)
    return found


def fetch(client: Client, address: str) -> Answer:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
    asked = tuple(query["sql"] for query in queries.captured_queries)
    return Answer(address, response.status_code, response.get("Content-Type", ""), body, asked)


def _addresses(answer: Answer, found: Crawl) -> list[str]:
    """Links, pictures, and every choice of at most two filters that the page's form offers."""
    made = [urljoin(answer.address, html.unescape(link)) for link in LINK.findall(answer.text)]
    for attribute, name in LABEL.findall(answer.text):
        found.attributes[html.unescape(name)] = attribute
    offered: list[tuple[str, str]] = []
    for attribute, options in SELECT.findall(answer.text):
        for key, label in OPTION.findall(options):
            found.groups[attribute, html.unescape(label).strip()] = html.unescape(key)
            offered.append((attribute, html.unescape(key)))
    path = urlsplit(answer.address).path
    for size in (1, 2):
        for chosen in combinations(offered, size):
            if len({attribute for attribute, _ in chosen}) == size:
                query = "&".join(f"{attribute}={key}" for attribute, key in chosen)
                made.append(f"{path}?{query}")
                made.append(f"{path.removesuffix('/')}.csv?{query}")
    return made


def read_published(found: Crawl) -> Published:
    """Every figure of every table of numbers that was found, once."""
    figures: dict[tuple[int, Cell, str], Figure] = {}
    for answer in found.of_kind("text/csv"):
        for figure in read_csv(answer, found):
            figures[figure.release, figure.cell, figure.measure] = figure
    for answer in found.of_kind("application/zip"):
        for figure in read_bundle(answer.body):
            figures[figure.release, figure.cell, figure.measure] = figure
    return Published(tuple(figures.values()))


def read_csv(answer: Answer, found: Crawl) -> Iterator[Figure]:
    for row in csv.DictReader(io.StringIO(answer.text.removeprefix("﻿"))):
        cell = _cell_of(row["cell"], answer.address, found)
        mean, end = read_mean(row["mean"])
        names = ("lower_quartile", "median", "upper_quartile")
        first, middle, third = (read_mean(row[name])[0] for name in names)
        known = first is not None and middle is not None and third is not None
        yield Figure(
            release=int(row["release"]),
            cell=cell,
            measure=row["measure"],
            n=int(row["organizations_rounded"]),
            mean=mean,
            quartiles=(first, middle, third) if known else None,  # type: ignore[arg-type]
            counts=tuple(
                _count(one) for one in row["counts_rounded"].split(";") if row["counts_rounded"]
            ),
            open_end=end,
        )


def read_mean(text: str) -> tuple[float | None, int]:
    """ "2.4", "3.9 or more" with +1, "0.1 or less" with −1; a share may be in per cent."""
    number = re.search(r"[-−+]?[\d.]+", text)
    if number is None:
        return None, 0
    value = float(number[0].replace("−", "-"))
    return value, ("or more" in text) - ("or less" in text)


def _count(text: str) -> int:
    return 0 if "–" in text else int(text.replace(",", ""))


def _cell_of(said: str, address: str, found: Crawl) -> Cell:
    """By the address, where it asks for a cell; else by what the line says of whom it is about."""
    query = parse_qsl(urlsplit(address).query.replace("+", "%2B"))
    if query:
        return tuple((attribute, frozenset(key.split("+"))) for attribute, key in query)
    if said == WHOLE:
        return WHOLE_FIELD
    named = []
    for part in said.split("; "):
        name, _, label = part.partition(": ")
        attribute = found.attributes[name]
        named.append((attribute, frozenset(found.groups[attribute, label].split("+"))))
    return tuple(named)


def read_bundle(content: bytes) -> Iterator[Figure]:
    """The figures of a release's own bundle."""
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        document = json.loads(bundle.read("release.json"))
    for row in document["figures"]:
        numbers = [float(row[name]) if row[name] else None for name in NUMBERS]
        mean, first, middle, third = numbers
        known = first is not None and middle is not None and third is not None
        yield Figure(
            release=document["number"],
            cell=_cell_of_keys(row["table"], row["cell"]),
            measure=row["measure"],
            n=row["organizations"],
            mean=mean,
            quartiles=(first, middle, third) if known else None,  # type: ignore[arg-type]
            counts=tuple(int(count) for count in row["counts"].split(",") if count),
            open_end=_end_of(row["measure"], mean),
        )


NUMBERS = ("mean", "first_quartile", "median", "third_quartile")


def _cell_of_keys(table: str, key: str) -> Cell:
    groups = key.split("|") if table else []
    attributes = table.split(",") if table else []
    return tuple(
        (attribute, frozenset(group.split("+")))
        for attribute, group in zip(attributes, groups, strict=True)
    )


def _end_of(measure: str, mean: float | None) -> int:
    """ "At an end of the scale: that value or beyond", says the data dictionary."""
    if mean is None or measure.startswith("question:"):
        return 0
    lowest = -3.9 if measure.startswith(("lag:", "change:")) else 0.1
    return (mean >= 3.9) - (mean <= lowest)


def numbers_in(answers: Iterable[Answer]) -> set[str]:
    """Every number with one decimal that stands in the words of a page."""
    found: set[str] = set()
    for answer in answers:
        words = re.sub(
            r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", " ", answer.text, flags=re.DOTALL
        )
        found |= set(re.findall(r"(?<![\d.])[-−+]?\d\.\d(?![\d.])", html.unescape(words)))
    return found
