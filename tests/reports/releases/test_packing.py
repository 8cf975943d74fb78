import json
from decimal import Decimal
from typing import Any

import pytest

from assessments.scoring import SCORING_VERSION
from reports.releases.core.cards import ABSENT, MILLION, Cards
from reports.releases.core.layout import INDICES, Layout
from reports.releases.models import FieldCard
from reports.releases.packing import ensure_cards, pack_document, unpack
from tests.reports.factories import make_framework
from tests.reports.rated_samples import rated
from tests.reports.releases.factories import make_cycle
from tests.reports.releases.joined import add_report, join, make_organization
from tests.reports.samples import SHEETS, framework, make_card

LAYOUT = Layout.of(framework(), SCORING_VERSION)
FROZEN = {**SHEETS, "rated": rated}


def pack_and_unpack(frozen: Any) -> tuple[Any, Cards]:
    card = json.loads(make_card(frozen))
    figures, answers = pack_document(card, frozen["answers"], LAYOUT)
    return card, unpack([figures], [answers], LAYOUT)


def decimal(cards: Cards, code: str) -> Decimal | None:
    micros = int(cards.micros(code)[0])
    return None if micros == ABSENT else Decimal(micros) / MILLION


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_every_figure_comes_back_as_it_was(name: str) -> None:
    card, cards = pack_and_unpack(FROZEN[name]())
    told = {
        **{code: card["subjects"][code]["score"] for code in LAYOUT.subjects},
        **{f"pillar:{code}": card["pillars"][code]["score"] for code in LAYOUT.pillars},
        **{f"index:{code}": card["indices"][code]["score"] for code in INDICES},
        **{f"lag:{code}": card["through_line"][code]["lag"] for code in LAYOUT.lags},
        **{
            f"agreement:{code}": card.get("items", {}).get(code, {}).get("r_wg")
            for code in LAYOUT.items
        },
    }
    assert list(told) == list(LAYOUT.columns)
    for code, text in told.items():
        assert decimal(cards, code) == (None if text is None else Decimal(text)), code


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_every_answer_comes_back_as_it_was(name: str) -> None:
    frozen = FROZEN[name]()
    card, cards = pack_and_unpack(frozen)
    words = {5: "na", 6: "dont_know"}
    for code in LAYOUT.items:
        given = frozen["answers"].get(code, {"level": None, "na": False, "dont_know": False})
        found = int(cards.answers_to(code)[0])
        assert (found if found < 5 else None) == given["level"]
        assert words.get(found) in ([word for word in words.values() if given[word]] or [None])
        contested = card.get("items", {}).get(code, {}).get("contested")
        assert [False, True, None][int(cards.contested_of(code)[0])] == contested


@pytest.mark.django_db
def test_cards_are_made_once_and_anew_for_other_rules() -> None:
    cycle = make_cycle(make_framework())
    reports = [
        add_report(join(cycle, make_organization(str(place)), reported=False), {}, level=place).pk
        for place in range(3)
    ]
    assert list(ensure_cards(reports, batch=2)) == [2, 3]
    made = list(FieldCard.objects.order_by("report").values_list("pk", "levels"))
    assert list(ensure_cards(reports)) == [3]
    assert list(FieldCard.objects.order_by("report").values_list("pk", "levels")) == made
    FieldCard.objects.filter(report=reports[0]).update(layout="of other rules")
    assert list(ensure_cards(reports)) == [3]
    assert FieldCard.objects.values("layout").distinct().count() == 1


@pytest.mark.django_db
def test_a_report_of_other_rules_is_scored_anew_from_what_it_froze() -> None:
    cycle = make_cycle(make_framework())
    joined = [join(cycle, make_organization(name), reported=False) for name in ("A", "B")]
    new = add_report(joined[0], {}, level=3)
    old = add_report(joined[1], {}, level=3, scoring_version="0", score_card="{}")
    assert list(ensure_cards([new.pk, old.pk])) == [2]
    assert bytes(old.field_card.figures) == bytes(new.field_card.figures)
