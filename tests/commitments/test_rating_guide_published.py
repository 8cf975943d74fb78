"""The guide of the repository: what its lists promise, and that its texts are plain."""

import re

import pytest

from commitments.definition import Definition, Text
from commitments.rating_guide import PATIENT_PARTNER, ROLE_GROUP_NAMES, ROLE_GROUPS, RatingGuide
from commitments.rating_guide_documents import read_rating_guide
from commitments.readability import grade_of, words_of
from tests.commitments.conftest import REAL_FILE

FILE = REAL_FILE.with_name("2024.12.raters.yaml")
SECTORS_OF_SERVICE = ("patients-families", "public-health", "care-delivery", "health-financing")


@pytest.fixture(scope="session")
def guide(real_definition: Definition) -> RatingGuide:
    return read_rating_guide(FILE.read_bytes(), real_definition)


def words(texts: tuple[Text, ...]) -> str:
    return " ".join(text.source for text in texts)


def test_names_are_those_that_the_portal_knows(guide: RatingGuide) -> None:
    assert {code: str(guide.name_of(code)) for code in ROLE_GROUPS} == ROLE_GROUP_NAMES
    assert tuple(group.code for group in guide.role_groups) == ROLE_GROUPS


@pytest.mark.parametrize("role_group", ROLE_GROUPS)
def test_a_section_group_takes_12_minutes_at_most(
    guide: RatingGuide, real_definition: Definition, role_group: str
) -> None:
    for sector in real_definition.sectors:
        sections = guide.sections_for(role_group)
        assert guide.minutes(real_definition, sections, role_group, sector.code) <= 12
    assert guide.minutes(real_definition, sections, role_group, "care-delivery") >= 8


def test_every_section_has_a_group_of_staff_and_more_that_could_know(
    guide: RatingGuide, real_definition: Definition
) -> None:
    staff = [code for code in ROLE_GROUPS if code != PATIENT_PARTNER]
    for subject in real_definition.subject_by_code:
        by_default = [code for code in staff if subject in guide.sections_for(code)]
        could = [code for code in staff if subject in guide.more_for(code)]
        assert by_default, subject
        assert len(by_default) + len(could) >= 4, subject


def test_a_partner_is_asked_only_what_the_items_say_that_outsiders_know(
    guide: RatingGuide, real_definition: Definition
) -> None:
    """Each item names whom to ask; where that is staff alone, a partner cannot know."""
    outsiders = re.compile(
        r"\b(?:persons? (?:served|who|whose)|people served|patients?|family|users?|members?|"
        r"residents?|community|communities|caregiver|reader|journalist|partner)\b",
        re.IGNORECASE,
    )
    for item in real_definition.items:
        if item.code not in guide.staff_only:
            named = [text.source for text in item.ask]
            # Declared interests are for outsiders to read; staff keep the file.
            assert item.code in ("accessible.2", "transparent.4") or any(
                outsiders.search(name) for name in named
            ), item.code


def test_a_handful_of_sections_leaves_a_partner_two_items_or_more(
    guide: RatingGuide, real_definition: Definition
) -> None:
    left = {
        subject: len(guide.items_asked(real_definition, subject, PATIENT_PARTNER, "care-delivery"))
        for subject in real_definition.subject_by_code
    }
    assert sum(count >= 2 for count in left.values()) == 9
    never = {subject for subject, count in left.items() if count == 0}
    assert never == {"efficient", "adaptive", "S2", "S3", "F1", "F2", "N1", "C1"}
    assert len(guide.staff_only) == 57
    for sector in SECTORS_OF_SERVICE:
        offered = guide.offered(real_definition, PATIENT_PARTNER, sector)
        assert offered[:6] == guide.sections_for(PATIENT_PARTNER)
        assert not never & set(offered)


@pytest.mark.parametrize("role_group", ["leadership", PATIENT_PARTNER])
def test_introduction_is_plain_and_says_what_a_rater_needs(
    guide: RatingGuide, role_group: str
) -> None:
    texts = guide.introduction(role_group)
    assert grade_of(words(texts)) <= 8
    assert max(grade_of(text.source) for text in texts) <= 8
    assert len(words_of(words(texts))) < 300
    for said in (
        "half a minute",
        "no wrong answer",
        "Not in a position to say",
        "nobody sees what you chose",
        "only if you choose so" if role_group == "leadership" else "unless you choose so",
        "no names, no dates",
    ):
        assert said in words(texts)


def test_who_is_meant_is_one_line_of_plain_words(guide: RatingGuide) -> None:
    lines = [guide.who(code).source for code in ROLE_GROUPS]
    assert len(set(lines)) == len(ROLE_GROUPS)
    assert max(map(len, lines)) <= 130
    assert grade_of(" ".join(lines)) <= 10
