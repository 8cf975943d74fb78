"""Where the page of a part is."""

from django.urls import reverse

from commitments.drafting.models import Draft

ITEM_PAGE = ("items", "retired_items")


def sections_at(section: str) -> tuple[str, ...]:
    """The sections whose parts of one code share a page: an item keeps its own when it retires."""
    return ITEM_PAGE if section in ITEM_PAGE else (section,)


def place_of(draft: Draft, section: str, code: str) -> str:
    if section in ITEM_PAGE:
        return reverse("drafting:item", args=[draft.pk, code])
    if section == "through_line":
        feature, _, _ = code.partition(".")
        return reverse("drafting:through_line_of", args=[draft.pk, feature])
    if section == "crosswalks":
        return reverse("drafting:crosswalk", args=[draft.pk, code])
    return reverse("drafting:part", args=[draft.pk, section, code])


def comments_place(draft: Draft, section: str, code: str) -> str:
    """Where the comments on a part are: on its page; a link shares its page with others."""
    if section == "through_line":
        return reverse("drafting:link_comments", args=[draft.pk, *code.split(".", 1)])
    return place_of(draft, section, code)
