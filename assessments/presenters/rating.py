"""What a rater sees of her part: what is asked of her, until when, and how far she is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.models import Rater
from assessments.own_ratings import Asked, AskedSection, OwnRatings, OwnRound, still_asked
from assessments.presenters.wording import DASH, is_provisional, subject_in_words
from commitments.definition import Text
from commitments.rating_guide import ITEMS_A_MINUTE
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.days import Form, in_words
from lhs_portal.lib.wording import say, say_count

# A rater's page names nobody.
NOBODY = Naming({})


@dataclass(frozen=True, slots=True)
class RatingProgress:
    """Of all that she is asked, without the sections that she declined."""

    rated: int
    total: int

    @property
    def in_words(self) -> str:
        """5 of 24 rated · about 10 minutes left."""
        words = say("{rated} of {total} rated", rated=self.rated, total=self.total)
        if not self.left:
            return words
        left = say_count(
            "about {count} minute left", "about {count} minutes left", in_minutes(self.left)
        )
        return f"{words}{DASH}{left}"

    @property
    def left(self) -> int:
        return self.total - self.rated


@dataclass(frozen=True, slots=True)
class RatedSection:
    """`tag` is the look of the status; `late` are the ratings that are not in the figures."""

    code: str
    name: str
    provisional: bool
    rated: int
    total: int
    status: str
    tag: str
    declined: bool
    late: int


@dataclass(frozen=True, slots=True)
class RatePage:
    """`stage` is before, open or closed. `next_code` is empty where nothing is left to do."""

    stage: str
    role_group: Text
    who: Text
    introduction: tuple[Text, ...]
    asked: str
    until: str
    overdue: bool
    again: bool
    begun: bool
    progress: RatingProgress
    sections: tuple[RatedSection, ...]
    next_code: str
    next_name: str
    can_decline: bool
    named: bool
    can_choose_named: bool
    late: int


def present_rate(
    rater: Rater, asked: Asked, own: OwnRatings, round_: OwnRound, *, today: date
) -> RatePage:
    closed = round_.closed_once and not rater.assessment.rating
    progress = present_progress(asked, own.stored)
    sections = tuple(_section(section, own, closed=closed) for section in asked.sections)
    todo = next_section(asked) if rater.assessment.rating else None
    return RatePage(
        stage="open" if rater.assessment.rating else "closed" if closed else "before",
        role_group=asked.guide.name_of(rater.role_group),
        who=asked.guide.who(rater.role_group),
        introduction=asked.guide.introduction(rater.role_group),
        asked=_asked_in_words(asked),
        until=weekday_in_words(round_.closes_on) if round_.closes_on else "",
        overdue=bool(round_.closes_on and round_.closes_on < today),
        again=round_.closed_once,
        begun=any(row.entry.complete for row in own.stored.values()),
        progress=progress,
        sections=sections,
        next_code=todo.code if todo else "",
        next_name=subject_in_words(todo.subject) if todo else "",
        can_decline=still_asked(rater),
        named=rater.named,
        can_choose_named=not round_.closed_once,
        late=sum(section.late for section in sections),
    )


def next_section(asked: Asked, *, after: str = "") -> AskedSection | None:
    """The next that is neither finished nor declined, of those behind `after` if that is given."""
    codes = [section.code for section in asked.sections]
    behind = codes.index(after) + 1 if after in codes else 0
    return next((section for section in asked.sections[behind:] if section.open), None)


def present_progress(asked: Asked, stored: Mapping[str, Stored[Answer]]) -> RatingProgress:
    items = [item for section in asked.sections if not section.declined for item in section.items]
    return RatingProgress(sum(stored[item.code].entry.complete for item in items), len(items))


def weekday_in_words(day: date) -> str:
    """Friday, December 4."""
    return in_words(day, Form.WEEKDAY)


def in_minutes(items: int) -> int:
    """Half a minute an item, rounded up."""
    return -(-items // ITEMS_A_MINUTE)


def _asked_in_words(asked: Asked) -> str:
    """6 sections with 24 questions, about 12 minutes."""
    return say(
        "{sections} with {questions}, about {minutes}",
        sections=say_count("{count} section", "{count} sections", len(asked.sections)),
        questions=say_count("{count} question", "{count} questions", len(asked.items)),
        minutes=say_count("{count} minute", "{count} minutes", in_minutes(len(asked.items))),
    )


def _section(section: AskedSection, own: OwnRatings, *, closed: bool) -> RatedSection:
    rated = own.rated(section.items)
    late = sum(
        own.stored[item.code].entry.complete and item.code not in own.in_figures
        for item in section.items
    )
    status, tag = _status(section, rated, closed=closed)
    return RatedSection(
        code=section.code,
        name=str(section.subject.name),
        provisional=is_provisional(section.subject),
        rated=rated,
        total=len(section.items),
        status=status,
        tag=tag,
        declined=section.declined,
        late=late if closed else 0,
    )


def _status(section: AskedSection, rated: int, *, closed: bool) -> tuple[str, str]:
    if section.declined:
        return say("Not in a position to say"), ""
    if section.finished:
        return say("Finished"), ""
    if closed:
        return say("Not finished"), ""
    if rated == len(section.items):
        return say("Rated, not finished"), "part"
    return (say("In progress"), "part") if rated else (say("Not started"), "todo")
