"""Where the page of a part is."""

from django.urls import reverse

from commitments.drafting.models import Draft


def place_of(draft: Draft, section: str, code: str) -> str:
    if section in ("items", "retired_items"):
        return reverse("drafting:item", args=[draft.pk, code])
    if section == "through_line":
        feature, _, _ = code.partition(".")
        return reverse("drafting:through_line_of", args=[draft.pk, feature])
    if section == "crosswalks":
        return reverse("drafting:crosswalk", args=[draft.pk, code])
    return reverse("drafting:part", args=[draft.pk, section, code])
