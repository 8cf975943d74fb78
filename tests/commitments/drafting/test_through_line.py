from typing import Any

from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from commitments.drafting.actions import change_part
from commitments.drafting.matrix import (
    CellChange,
    Link,
    grid_faults,
    wanted_changes,
)
from commitments.drafting.models import Draft
from lhs_portal.accounts.models import User
from tests.cast import client_of
from tests.frameworks import COMMITMENTS, LINKS

FEATURES = ("S1", "S2", "F1", "F2")


def posted(client: Client, url: str) -> dict[str, Any]:
    """The grid as a browser would send it back."""
    sent = {}
    for row in client.get(url).context["rows"]:
        for cell in row["cells"]:
            sent[f"s-{cell['code']}"] = str(cell["strength"])
            sent[f"v-{cell['code']}"] = cell["seen"]
            if "through-line/" in url and not url.endswith("through-line/"):
                sent[f"r-{cell['code']}"] = cell["rationale"]
    return sent


def strengths(draft: Draft) -> dict[tuple[str, str], int]:
    return {
        (part.entry["feature"], part.entry["commitment"]): part.entry["strength"]
        for part in draft.parts.filter(section="through_line")
    }


def test_the_grid_changes_what_was_chosen(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), reverse("drafting:through_line", args=[copy.pk])
    sent = posted(client, url) | {"s-S1.safe": "0", "s-F2.effective": "2", "why": "As agreed."}
    assert client.post(url, sent).status_code == 302
    assert strengths(copy) == {
        cell: {("F2", "effective"): 2}.get(cell, strength)
        for cell, strength in LINKS.items()
        if cell != ("S1", "safe")
    }
    assert set(copy.changes.values_list("why", flat=True)) == {"As agreed."}
    assert copy.changes.values("batch").distinct().count() == 1


def test_a_new_link_asks_why(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), reverse("drafting:through_line", args=[copy.pk])
    sent = posted(client, url) | {"s-S1.effective": "1"}
    response = client.post(url, sent)
    assert response.status_code == 409
    assert 'name="r-S1.effective"' in response.content.decode()
    assert ("S1", "effective") not in strengths(copy)
    assert client.post(url, sent | {"r-S1.effective": "It feeds it."}).status_code == 302
    assert strengths(copy)["S1", "effective"] == 1


def test_a_grid_that_breaks_a_rule_is_kept_and_not_saved(erin: User, copy: Draft) -> None:
    client, url = client_of(erin), reverse("drafting:through_line", args=[copy.pk])
    response = client.post(url, posted(client, url) | {"s-S1.engaged": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "engaged has 1 primary features" in page
    assert "S1 has no primary commitment" in page
    assert strengths(copy) == LINKS


def test_what_another_editor_changed_is_not_overwritten(
    erin: User, evan: User, copy: Draft
) -> None:
    client = client_of(evan)
    url = reverse("drafting:through_line_of", args=[copy.pk, "S1"])
    sent = posted(client, url)
    part = copy.parts.get(section="through_line", code="S1.safe")
    entry = part.entry | {"rationale": {"en": "Erin’s reason."}}
    change_part(draft=copy, section="through_line", code="S1.safe", entry=entry, seen=1, by=erin)
    untouched = client.post(url, sent | {"s-S1.effective": "1", "r-S1.effective": "New."})
    assert untouched.status_code == 302
    part.refresh_from_db()
    assert part.entry["rationale"] == {"en": "Erin’s reason."}
    response = client.post(url, sent | {"r-S1.safe": "Evan’s reason."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Erin’s reason." in page
    assert "Evan’s reason." in page


LINKED = st.builds(Link, st.integers(1, 2), st.text(max_size=5), st.integers(1, 5))


@given(st.dictionaries(st.sampled_from(sorted(LINKS)), LINKED))
def test_a_grid_that_is_sent_back_as_it_was_changes_nothing(links: dict[Any, Link]) -> None:
    sent = {
        cell: CellChange(cell, link.strength, link.rationale, link.token)
        for cell, link in links.items()
    }
    assert wanted_changes(sent, links) == ([], [])


@given(st.dictionaries(st.sampled_from(sorted(LINKS)), st.integers(0, 2)))
def test_more_primary_links_never_break_a_rule(grid: dict[Any, int]) -> None:
    fewer = grid_faults(grid, FEATURES, COMMITMENTS)
    more = grid_faults({**grid, ("S1", "safe"): 2}, FEATURES, COMMITMENTS)
    assert len(more) <= len(fewer)


def test_the_rules_by_hand() -> None:
    assert grid_faults(LINKS, FEATURES, COMMITMENTS) == []
    without = {cell: strength for cell, strength in LINKS.items() if cell != ("F2", "safe")}
    assert grid_faults(without, FEATURES, COMMITMENTS) == [
        "safe has 1 primary features. Give it at least two.",
        "F2 has no primary commitment. Give it at least one.",
    ]
