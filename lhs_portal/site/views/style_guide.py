"""Every part of the look on one page; the values are invented."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.presenters.distribution import Distribution, present_distribution
from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.plain_fields import LineField, TextField

PILLARS = [
    ("science", "Science"),
    ("informatics", "Informatics"),
    ("incentives", "Incentives"),
    ("culture", "Culture"),
]

LEVELS = [
    ("Not yet", "Checklists for high-risk procedures are not agreed on in any unit."),
    ("Starting", "One unit uses a written checklist for at least one high-risk procedure."),
    ("Developing", "Fewer than half of the units use agreed checklists; use is not counted."),
    ("Established", "At least half of the units use them, and use is counted every month."),
    ("Learning", "All units use them, and two were changed last year because of the counts."),
]


class SampleForm(forms.Form):
    title = LineField(label="Title", help_text="What people here call this assessment.")
    scope = forms.ChoiceField(
        choices=[("whole", "The whole organization"), ("unit", "A named unit")],
        widget=forms.RadioSelect,
    )
    remarks = TextField(label="Remarks", required=False)
    number_keys = forms.BooleanField(label="Choose a level with the number keys", required=False)
    helper = one_button("Start")


def card(number: int, **changes: Any) -> dict[str, Any]:
    """What `_partials/level_radio.html` shows."""
    chosen = changes.pop("chosen", None)
    name = f"sample-{number}"
    levels = [
        {
            "level": level,
            "name": title,
            "descriptor": descriptor,
            "id": f"{name}-{level}",
            "checked": level == chosen,
        }
        for level, (title, descriptor) in enumerate(LEVELS)
    ]
    return {
        "name": name,
        "code": f"SAMPLE-{number}",
        "number": f"{number} of 4",
        "essential": number == 1,
        "question": "How widely are checklists used before high-risk procedures?",
        "why": "Checklists catch what memory misses.",
        "levels": levels,
        "evidence": ["A checklist with its date", "The count of the last three months"],
        "ask": ["A charge nurse", "The quality lead"],
        "asks_reason": True,
        "note_label": "What is this answer based on?",
        "note_hint": "A document, a figure, a name of a group. No patient information.",
        "version": 1,
        **changes,
    }


def distributions() -> list[tuple[str, Distribution]]:
    """From no rating to many, for `assessments/_distribution.html`."""
    names, descriptors = zip(*LEVELS, strict=True)
    last = {1: ["last cycle"]}
    return [
        ("No rating", present_distribution([0] * 5, names, words="No one has rated this yet.")),
        (
            "Two ratings: words alone",
            present_distribution([0, 1, 1, 0, 0], names, words="Within one level of each other."),
        ),
        ("Five ratings", present_distribution([0, 1, 1, 3, 0], names, marks=last)),
        (
            "Twelve ratings, with descriptors",
            present_distribution([2, 1, 0, 5, 4], names, descriptors, marks=last),
        ),
        ("Twelve ratings on one level", present_distribution([0, 0, 12, 0, 0], names)),
        (
            "Forty ratings, with descriptors",
            present_distribution([3, 9, 14, 13, 1], names, descriptors),
        ),
        (
            "Nine ratings on the wall of a meeting room",
            present_distribution([2, 0, 1, 4, 2], names, descriptors, marks=last, large=True),
        ),
    ]


def style_guide(request: HttpRequest) -> HttpResponse:
    conflict = {
        "mine_summary": "Level 3, Established",
        "mine_note": "Counted monthly since May.",
        "theirs_by": "Bob Okafor",
        "theirs_at": "10:42",
        "theirs_summary": "Level 2, Developing",
        "theirs_note": "Two units do not count yet.",
    }
    cards = [
        card(1, chosen=3, note="Counted monthly since May.", saved_text="Saved 10:42"),
        card(2, na_checked=True, errors=["Say why this is not applicable."]),
        card(3, chosen=3, conflict=conflict),
    ]
    form = SampleForm({"title": "", "scope": "whole", "remarks": "A first draft."})
    context = {"pillars": PILLARS, "cards": cards, "form": form, "distributions": distributions()}
    return render(request, "style_guide.html", context)
