"""Small drawings and addresses of the pages that lead on from a report."""

from decimal import Decimal

from django import template
from django.urls import reverse

from reports.exploring.what_if import Question
from reports.models import Report
from reports.presentation.page import PriorityView

register = template.Library()

BAR_UNITS = 100  # of a drawing, for a level: 400 for the whole scale


@register.filter
def bar_width(score: Decimal) -> str:
    """Never nothing: a score of 0 is a hairline, not an absent bar."""
    return f"{max(score * BAR_UNITS, Decimal(2)):.0f}"


@register.simple_tag
def what_if_url(report: Report, question: Question) -> str:
    return f"{reverse('reports:what_if', args=[report.pk])}?{question.query}"


@register.simple_tag
def what_if_of_priority(report: Report, row: PriorityView) -> str:
    """Each item that holds the feature back one level higher; without levels, its section."""
    levels = {
        held.code: held.next_level for held in row.held_back_by if held.next_level is not None
    }
    return what_if_url(report, Question(levels, "" if levels else row.code))
