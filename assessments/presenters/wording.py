"""Sentences that several pages share."""

from datetime import date, datetime

from django.utils import timezone

from assessments.answer_sheet import Answer, Progress
from assessments.changes import Declared, Stored
from commitments.definition import Definition, Subject
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.days import Form, in_words, with_time
from lhs_portal.lib.wording import mark, say

YOU_ELSEWHERE = mark("You, in another window,")
DASH = " · "


def day_in_words(day: date) -> str:
    """Nov 22, 2026."""
    return in_words(day, Form.DAY)


def moment_in_words(moment: datetime) -> str:
    """Nov 22, 2026, 10:42 UTC."""
    moment = timezone.localtime(moment)
    return f"{with_time(moment, Form.DAY)} {moment:%Z}"


def progress_in_words(progress: Progress, *, due: date | None, only_essential: bool) -> str:
    """38 of 88 answered · about 25 minutes left · due Mar 3, 2026."""
    if only_essential:
        answered, total = progress.essentials_answered, progress.essentials_total
        minutes = progress.essentials_minutes_left
        parts = [
            say("{answered} of {total} essential items answered", answered=answered, total=total)
        ]
    else:
        answered, total, minutes = progress.answered, progress.total, progress.minutes_left
        parts = [say("{answered} of {total} answered", answered=answered, total=total)]
    if minutes:
        parts.append(say("about {minutes} minutes left", minutes=minutes))
    if due:
        parts.append(say("due {day}", day=day_in_words(due)))
    return DASH.join(parts)


def saved_in_words(stored: Stored[Answer] | Stored[Declared], naming: Naming) -> str:
    if stored.updated_at is None:
        return ""
    return say(
        "Saved {moment} by {person}",
        moment=moment_in_words(stored.updated_at),
        person=naming.person(stored.updated_by),
    )


def author_in_words(stored: Stored[Answer] | Stored[Declared], reader: User, naming: Naming) -> str:
    if stored.updated_by == reader.pk:
        return say(YOU_ELSEWHERE)
    return naming.person(stored.updated_by)


def level_in_words(definition: Definition, level: int | None) -> str:
    """3 Established."""
    if level is None:
        return say("No level")
    return f"{level} {definition.levels[level].name}"


def choice_in_words(definition: Definition, answer: Answer) -> str:
    if answer.not_applicable:
        return say("Not applicable")
    if answer.dont_know:
        return say("Don’t know")
    return level_in_words(definition, answer.level)


def subject_in_words(subject: Subject) -> str:
    """A feature that is named in full says that its title is ours."""
    if is_provisional(subject):
        return say("{name} (provisional title)", name=subject.name)
    return str(subject.name)


def is_provisional(subject: Subject) -> bool:
    return subject.kind == "feature" and subject.provenance == "provisional"
