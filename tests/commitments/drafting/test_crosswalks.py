from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.drafting.actions import add_part, create_draft
from commitments.drafting.models import Draft
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from tests.cast import client_of


@pytest.fixture
def whole(real: FrameworkVersion, erin: User) -> Draft:
    return create_draft(version="2025.1", base=real, by=erin)


def form_of(client: Client, url: str) -> dict[str, Any]:
    forms = client.get(url).context["forms"]
    parts = [forms.head, *forms.targets, *forms.entries]
    fields = [field for form in parts for field in form]
    fields += [*forms.targets.management_form, *forms.entries.management_form]
    return {f.html_name: v for f in fields if (v := f.value()) not in (None, False)}


def test_each_crosswalk_comes_back_as_it_was(erin: User, whole: Draft) -> None:
    client = client_of(erin)
    for code in ("iom-aims", "iom-lhs-characteristics"):
        url = reverse("drafting:crosswalk", args=[whole.pk, code])
        assert client.post(url, form_of(client, url)).status_code == 302
    assert not whole.changes.exists()


def test_a_pair_is_changed_and_one_is_taken_away(erin: User, whole: Draft) -> None:
    client, url = client_of(erin), reverse("drafting:crosswalk", args=[whole.pk, "iom-aims"])
    sent = form_of(client, url)
    rows = {sent[f"entries-{n}-subject"]: n for n in range(10)}
    sent[f"entries-{rows['safe']}-target"] = "-"
    sent[f"entries-{rows['safe']}-note"] = "No longer paired."
    sent[f"entries-{rows['secure']}-target"] = "safe"
    assert client.post(url, sent).status_code == 302
    entry = whole.parts.get(section="crosswalks", code="iom-aims").entry
    assert {"subject": "safe", "note": {"en": "No longer paired."}} in entry["unmapped"]
    assert ("secure", "safe") in {(row["subject"], row["target"]) for row in entry["entries"]}


def test_a_target_that_is_named_stays(erin: User, whole: Draft) -> None:
    client, url = client_of(erin), reverse("drafting:crosswalk", args=[whole.pk, "iom-aims"])
    sent = form_of(client, url)
    sent |= {"targets-0-code": "", "targets-0-name": ""}
    response = client.post(url, sent)
    assert response.status_code == 422
    assert "not a target any more" in response.content.decode()
    assert not whole.changes.exists()


def test_a_comment_stands_beside_a_crosswalk(erin: User, whole: Draft) -> None:
    new = reverse("drafting:comment_new", args=[whole.pk, "crosswalks", "iom-aims"])
    client_of(erin).post(new, {"comment-text": "Ask the authors."})
    page = client_of(erin).get(reverse("drafting:crosswalk", args=[whole.pk, "iom-aims"]))
    assert "Ask the authors." in page.content.decode()


def test_a_link_of_a_feature_may_have_a_dot_in_its_code(erin: User, copy: Draft) -> None:
    from commitments.drafting.places import place_of

    entry = {"feature": "S1", "commitment": "effective", "strength": 1, "rationale": {"en": "x"}}
    add_part(draft=copy, section="through_line", code="S1.effective", entry=entry, by=erin)
    assert place_of(copy, "through_line", "S1.effective").endswith("/through-line/S1/")
