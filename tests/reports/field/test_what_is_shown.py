"""The text for lawyers says the numbers that are in force, wherever it stands."""

import re
from dataclasses import asdict
from typing import Any

import yaml
from django.conf import settings
from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from reports.field.models import FieldCycle
from reports.field.what_is_shown import TEXT
from reports.releases.configuration import load_thresholds
from tests.cast import client_of

DOCUMENT = settings.BASE_DIR / "docs" / "what-working-groups-see.md"


def numbers() -> dict[str, Any]:
    return dict(yaml.safe_load(settings.DISCLOSURE_FILE.read_text()))


def test_the_document_and_the_page_say_the_numbers_of_the_file(db: Any) -> None:
    known = numbers()
    page = client_of().get(reverse("reports:what_is_shown")).content.decode()
    for text in (DOCUMENT.read_text(), page):
        plain = re.sub(r"<[^>]+>|\*\*", "", text)
        for words in (
            f"fewer than {known['organizations']} organizations from at least "
            f"{known['systems']} parent systems",
            f"any {known['colluding_systems']} parent systems are taken out",
            f"only from {known['quartiles_from']} organizations",
            f"nearest {known['count_step']}; counts up to {known['small_count']}",
            f"“0–{known['small_count']}”",
            f"“{known['highest_mean']} or more” and “{known['lowest_mean']} or less”",
            f"at most {known['attributes_at_once']} of five attributes",
            f"all parent systems, or all but {known['holders']}",
            "to one decimal",
            "Figures already published remain",
            "for the whole field only",
        ):
            assert words in plain, words


def test_the_text_has_no_number_of_its_own() -> None:
    used = set(re.findall(r"\$(\w+)", TEXT.read_text()))
    assert used <= asdict(load_thresholds()).keys()
    own = re.sub(r"^\d\. ", "", TEXT.read_text(), flags=re.MULTILINE)
    assert re.findall(r"\d", own.replace("“0–$", "")) == []


def test_the_page_of_the_choice_says_them_too(
    signed: Assessment, cycle: FieldCycle, alice: User
) -> None:
    known = numbers()
    url = reverse("reports:participation", args=[signed.pk])
    page = client_of(alice).get(url).content.decode()
    for words in (
        f"{known['organizations']} organizations from {known['systems']} parent systems",
        f"any {known['colluding_systems']} systems",
        f"nearest {known['count_step']}",
        f"from {known['quartiles_from']} organizations",
        f"at most {known['attributes_at_once']} at a time",
        "may be rescored under a draft of the framework, <b>for the whole field only</b>",
        "Figures already published remain",
    ):
        assert words in page, words
