"""What a reader looks for in the hub: words and filters, read from the address, never a fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from lhs_portal.accounts.codes import Rurality, Sector, SizeBand
from lhs_portal.lib.wording import say
from reports.hub.models import StoryVersion
from reports.hub.models.story import COMMITMENT, FEATURE, KINDS, NAMED_BARRIERS
from reports.hub.presenting import facts_of, subject_of
from reports.hub.queries import published_texts
from reports.hub.searching import engine_of, mark_words, words_of
from reports.hub.states import PUBLISHED
from reports.releases.profile import REGIONS

PER_PAGE = 12
SHOWN_OF_WORDS = 200

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list of the form; `chosen` is empty where nothing, or nothing known, was chosen."""

    name: str
    label: str
    every: str
    choices: Choices
    chosen: str

    @property
    def chosen_name(self) -> str:
        return dict(self.choices).get(self.chosen, "")


@dataclass(frozen=True, slots=True)
class Search:
    text: str
    words: tuple[str, ...]
    filters: tuple[Filter, ...]

    @property
    def active(self) -> tuple[Filter, ...]:
        return tuple(each for each in self.filters if each.chosen)

    @property
    def empty(self) -> bool:
        return not self.words and not self.active


@dataclass(frozen=True, slots=True)
class Found:
    text: StoryVersion
    snippet: SafeString | str

    @property
    def subject(self) -> str:
        return subject_of(self.text)

    @property
    def facts(self) -> tuple[str, ...]:
        return facts_of(self.text)

    @property
    def barriers(self) -> tuple[str, ...]:
        return tuple(barrier.name for barrier in self.text.barriers.all())


def read_search(asked: QueryDict) -> Search:
    """One query, for the subjects of which there are stories."""
    subjects = list(
        StoryVersion.objects.filter(state=PUBLISHED)
        .values_list("story__kind", "story__subject", "subject_name")
        .order_by("story__subject", "subject_name")
        .distinct()
    )
    lists: Sequence[tuple[str, str, str, Choices]] = (
        (FEATURE, say(KINDS[FEATURE]), say("Any feature"), _subjects(subjects, FEATURE)),
        (
            COMMITMENT,
            say(KINDS[COMMITMENT]),
            say("Any commitment"),
            _subjects(subjects, COMMITMENT),
        ),
        ("sector", say("Sector"), say("Any sector"), _codes(Sector)),
        ("size", say("People employed"), say("Any size"), _codes(SizeBand)),
        ("rurality", say("Area"), say("Any area"), _codes(Rurality)),
        (
            "region",
            say("Region"),
            say("Any region"),
            tuple((code, say(name)) for code, (name, _) in REGIONS.items()),
        ),
        (
            "barrier",
            say("Helped with"),
            say("Any barrier"),
            tuple((code, say(name)) for code, name in NAMED_BARRIERS.items()),
        ),
    )
    text = "".join(character for character in asked.get("q", "") if character.isprintable())
    return Search(
        text=text.strip()[:SHOWN_OF_WORDS],
        words=words_of(asked.get("q", "")),
        filters=tuple(
            Filter(name, label, every, choices, _known(asked.get(name, ""), choices))
            for name, label, every, choices in lists
        ),
    )


def load_found(search: Search, page: str) -> tuple[Page[Any], list[Found]]:
    """4 queries, one more where words are looked for."""
    texts = _filtered(published_texts(), search).prefetch_related("barriers")
    if search.words:
        engine = engine_of()
        texts = engine.matching(texts, search.words)
    shown = Paginator(texts, PER_PAGE).get_page(page)
    rows: list[StoryVersion] = list(shown.object_list)
    snippets = engine.snippets([row.pk for row in rows], search.words) if search.words else {}
    return shown, [
        Found(row, mark_words(snippets[row.pk]) if row.pk in snippets else "") for row in rows
    ]


def _filtered(texts: QuerySet[StoryVersion], search: Search) -> QuerySet[StoryVersion]:
    for each in search.active:
        if each.name in KINDS:
            texts = texts.filter(story__kind=each.name, story__subject=each.chosen)
        elif each.name == "region":
            texts = texts.filter(census_division__in=REGIONS[each.chosen][1])
        elif each.name == "barrier":
            texts = texts.filter(barriers__code=each.chosen)
        else:
            column = "size_band" if each.name == "size" else each.name
            texts = texts.filter(**{column: each.chosen})
    return texts


def _subjects(subjects: Sequence[tuple[str, str, str]], kind: str) -> Choices:
    """Each code once, by the name that the newest framework version sorts last."""
    named = {
        code: f"{code} {name}" if kind == FEATURE else name
        for of, code, name in subjects
        if of == kind
    }
    return tuple(named.items())


def _codes(choices: Any) -> Choices:
    return tuple((str(code), say(str(name))) for code, name in choices.choices)


def _known(asked: str, choices: Choices) -> str:
    return asked if asked in dict(choices) else ""
