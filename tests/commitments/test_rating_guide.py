"""Who is asked what: by hand on a small guide, and what holds of every one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import RoleGroup
from assessments.scoring.ratings import ROLE_GROUPS as OF_SCORING
from commitments.definition import Definition
from commitments.documents import read_framework
from commitments.rating_guide import (
    PATIENT_PARTNER,
    ROLE_GROUP_NAMES,
    ROLE_GROUPS,
    RatingGuide,
    empty_guide,
)
from tests.frameworks import make_definition, make_document, make_yaml
from tests.rating_guides import make_guide

CARE = "care-delivery"
DEFINITION = make_definition()
GUIDE = make_guide(
    sections={"board": ["engaged"], "finance": ["F2", "safe"]},
    more={"finance": ["S1"], PATIENT_PARTNER: ["F1"]},
)


def asked(guide: RatingGuide, subject: str, role_group: str, sector: str = CARE) -> list[str]:
    return [item.code for item in guide.items_asked(DEFINITION, subject, role_group, sector)]


def test_role_groups_are_the_same_everywhere() -> None:
    assert list(ROLE_GROUP_NAMES.items()) == RoleGroup.choices
    assert ROLE_GROUPS == OF_SCORING


def test_sections_stand_in_the_order_of_asking() -> None:
    assert GUIDE.sections_for("leadership") == ("safe", "engaged")
    assert GUIDE.sections_for("finance") == ("F2", "safe")
    assert (GUIDE.more_for("finance"), GUIDE.more_for("board")) == (("S1",), ())


def test_names_and_who_are_texts_by_language() -> None:
    name = GUIDE.name_of("board")
    assert (str(name), name.in_language("es")) == ("Board", "Board (es)")
    assert str(GUIDE.who("board")) == "Who is in board."


def test_introduction_is_the_general_one_where_a_group_has_none() -> None:
    assert [str(text) for text in GUIDE.introduction("board")] == [
        "Choose what is true.",
        "Nobody sees who said it.",
    ]
    partner = [str(text) for text in GUIDE.introduction(PATIENT_PARTNER)]
    assert partner == ["You see what we cannot see."]


@pytest.mark.parametrize("method", ["sections_for", "more_for", "name_of", "who", "introduction"])
def test_unknown_role_group_is_an_error(method: str) -> None:
    with pytest.raises(KeyError):
        getattr(GUIDE, method)("janitor")


def test_a_partner_is_not_asked_what_only_staff_can_see() -> None:
    assert asked(GUIDE, "safe", "board") == ["safe.1", "safe.2", "safe.3", "safe.4"]
    assert asked(GUIDE, "safe", PATIENT_PARTNER) == ["safe.3", "safe.4"]
    assert asked(GUIDE, "S1", PATIENT_PARTNER) == []


def test_nobody_is_asked_what_is_not_applicable_to_the_sector() -> None:
    document = make_document()
    safe = next(item for item in document["items"] if item["code"] == "safe.3")
    safe["not_applicable_to"] = ["health-financing"]
    definition = read_framework(make_yaml(document))

    def codes(role_group: str, sector: str) -> list[str]:
        items = GUIDE.items_asked(definition, "safe", role_group, sector)
        return [item.code for item in items]

    assert codes("board", "health-financing") == ["safe.1", "safe.2", "safe.4"]
    assert codes(PATIENT_PARTNER, "health-financing") == ["safe.4"]
    assert codes(PATIENT_PARTNER, CARE) == ["safe.3", "safe.4"]


def test_offered_are_the_likeliest_first_and_none_without_an_item() -> None:
    assert GUIDE.offered(DEFINITION, "finance", CARE) == (
        *("F2", "safe"),
        "S1",
        *("engaged", "effective", "S2", "F1"),
    )
    # Nothing of S1 is left to a partner.
    assert GUIDE.offered(DEFINITION, PATIENT_PARTNER, CARE) == (
        *("safe", "engaged"),
        "F1",
        *("effective", "S2", "F2"),
    )


def test_minutes_are_half_a_minute_an_item_rounded_up() -> None:
    # 4 + 4 items; for a partner 2 + 4; and 4 + 3 (of an odd number).
    assert GUIDE.minutes(DEFINITION, ("safe", "engaged"), "board", CARE) == 4
    assert GUIDE.minutes(DEFINITION, ("safe", "engaged"), PATIENT_PARTNER, CARE) == 3
    odd = make_guide(staff_only=["safe.1"])
    assert odd.minutes(DEFINITION, ("safe", "engaged"), PATIENT_PARTNER, CARE) == 4
    assert GUIDE.minutes(DEFINITION, (), "board", CARE) == 0


def test_without_a_guide_staff_are_asked_everything_and_partners_nothing() -> None:
    guide = empty_guide(DEFINITION)
    every = ("engaged", "safe", "effective", "S1", "S2", "F1", "F2")
    for role_group in ROLE_GROUPS:
        partner = role_group == PATIENT_PARTNER
        assert guide.sections_for(role_group) == (() if partner else every)
        assert guide.offered(DEFINITION, role_group, CARE) == (() if partner else every)
        assert len(asked(guide, "safe", role_group)) == (0 if partner else 4)
        assert str(guide.name_of(role_group)) == ROLE_GROUP_NAMES[role_group]
        assert (str(guide.who(role_group)), guide.introduction(role_group)) == ("", ())
    assert (guide.revision, guide.digest, guide.version) == (0, "", "2024.12")


ITEMS = [item.code for item in DEFINITION.items]


def asked_of(guide: RatingGuide, definition: Definition, role_group: str) -> set[str]:
    return {
        item.code
        for subject in guide.offered(definition, role_group, CARE)
        for item in guide.items_asked(definition, subject, role_group, CARE)
    }


@given(st.sets(st.sampled_from(ITEMS)))
def test_what_is_offered_is_all_that_may_be_asked(staff_only: set[str]) -> None:
    guide = make_guide(DEFINITION, sections={PATIENT_PARTNER: []}, staff_only=[*sorted(staff_only)])
    for role_group in ROLE_GROUPS:
        unseen = staff_only if role_group == PATIENT_PARTNER else set()
        assert asked_of(guide, DEFINITION, role_group) == set(ITEMS) - unseen
        offered = guide.offered(DEFINITION, role_group, CARE)
        assert len(offered) == len(set(offered))
        assert guide.minutes(DEFINITION, offered, role_group, CARE) * 2 >= len(ITEMS) - len(unseen)
