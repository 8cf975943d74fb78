"""Each rule switched off once: where it holds the attacker has nothing, without it she wins."""

from collections.abc import Sequence
from dataclasses import replace

from tests.attacker.attack import attack
from tests.attacker.leaky import Careless, cell, people, publish, scores
from tests.attacker.published import WHOLE_FIELD, Cell, Knowledge, Published

CARE, HEALTH = cell(sector="care"), cell(sector="health")
SMALL, LARGE = cell(size="small"), cell(size="large")


def means(knowledge: Knowledge, *cells: Cell, release: int = 1, measure: str = "safe"):
    everyone = [one for members in knowledge.releases.values() for one in members]
    return Careless().print_means(release, measure, cells, knowledge, scores(everyone))


def one_release(counts: dict[str, int], **other) -> Knowledge:
    return Knowledge({1: people(counts, **other)})


def won(published: Published, knowledge: Knowledge, **other) -> list[str]:
    return attack(published, knowledge, **other).won


def test_a_threshold_of_one() -> None:
    fine, leak = one_release({"care": 13, "health": 13}), one_release({"care": 25, "health": 1})
    assert not won(publish(means(fine, CARE, HEALTH)), fine)
    found = attack(publish(means(leak, CARE, HEALTH)), leak)
    assert found.solved == {"o25": "safe"}


def test_ten_organizations() -> None:
    leak = one_release({"care": 12, "health": 20})
    found = attack(publish(means(leak, CARE, HEALTH)), leak)
    assert not found.solved
    assert [len(names) for _, names in found.sets] == [12]  # ten, when two compare notes


def test_few_systems() -> None:
    """Eighteen organizations, but of six systems: two of them taken out leave four."""
    members = people(
        {"care": 18, "health": 30}, systems=lambda place: place % 6 if place < 18 else place
    )
    leak = Knowledge({1: members})
    ((_, names),) = attack(publish(means(leak, CARE, HEALTH)), leak).sets
    assert len(names) == 18


def test_two_systems_that_compare_notes() -> None:
    """Fourteen organizations, two systems with five of them each: nine remain, and four systems."""
    fine = one_release(
        {"care": 21, "health": 14}, systems=lambda place: place // 2 if place < 8 else place
    )
    leak = one_release(
        {"care": 14, "health": 30}, systems=lambda place: place // 5 if place < 10 else place
    )
    assert not won(publish(means(fine, CARE)), fine)
    assert attack(publish(means(leak, CARE)), leak).sets


def test_cells_admitted_one_by_one() -> None:
    """One cell left out of a table: the whole field less the others is that cell."""
    leak = one_release({"care": 30, "health": 30, "finance": 4})
    found = attack(publish(means(leak, WHOLE_FIELD, CARE, HEALTH)), leak)
    assert [len(names) for _, names in found.sets] == [4]


def test_tables_without_a_joint_check() -> None:
    """Each table is fine alone. Together: everyone but the large ones of care, and so on, leave
    one organization apart.
    """
    counts = {"care small": 14, "care large": 1, "health small": 15, "health large": 30}
    knowledge = one_release(counts)
    together = publish(
        means(knowledge, WHOLE_FIELD, CARE, HEALTH),
        means(knowledge, SMALL, LARGE),
        means(knowledge, cell(sector="care", size="small")),
    )
    assert not won(publish(means(knowledge, WHOLE_FIELD, CARE, HEALTH)), knowledge)
    assert not won(publish(means(knowledge, WHOLE_FIELD, SMALL, LARGE)), knowledge)
    assert attack(together, knowledge).solved == {"o14": "safe"}


def test_respondents_of_a_measure_are_not_looked_at() -> None:
    """All 30 answered one measure, 13 + 3 the other: the table does for the first alone."""
    knowledge = one_release({"care": 15, "health": 15})
    answered = frozenset(f"o{place}c0" for place in range(18))
    knowledge = replace(knowledge, respondents={(1, "safe"): answered})
    assert not won(publish(means(knowledge, CARE, HEALTH, measure="secure")), knowledge)
    found = attack(publish(means(knowledge, CARE, HEALTH)), knowledge)
    assert [len(names) for _, names in found.sets] == [3]


def pillar_of_two(missing: int) -> Knowledge:
    """A pillar of S1 and S2; the first organizations have no score in S2."""
    everyone = people({"care": 40})
    cards = [one.card for one in everyone]
    both = {"S1": 0.5, "S2": 0.5}
    parts = {card: {"S1": 1.0} if place < missing else both for place, card in enumerate(cards)}
    return Knowledge({1: everyone}, {(1, "S2"): frozenset(cards[missing:])}, {"pillar:p": parts})


def publish_pillar(knowledge: Knowledge) -> Published:
    return publish(*(means(knowledge, WHOLE_FIELD, measure=m) for m in ("S1", "S2", "pillar:p")))


def test_derived_measures_with_other_respondents() -> None:
    """2 · pillar − S1 − S2 leaves those who have no S2, by half of their S1."""
    families = {"pillar:p": ("S1", "S2")}
    nobody, many, few, one = (pillar_of_two(missing) for missing in (0, 15, 4, 1))
    assert not won(publish_pillar(nobody), nobody, families=families)
    assert not won(publish_pillar(many), many, families=families)
    assert attack(publish_pillar(few), few, families).sets
    assert attack(publish_pillar(one), one, families).solved


def two_releases(leavers: int, joiners: int) -> Knowledge:
    first = people({"care": 60})
    stay = [replace(one, card=f"{one.organization}c1", earlier=one.card) for one in first[leavers:]]
    fresh = [
        replace(one, organization=f"n{place}", system=f"n{place}", card=f"n{place}c1")
        for place, one in enumerate(people({"care": joiners}))
    ]
    second = (*stay, *fresh)
    both = frozenset(one.card for one in stay)
    return Knowledge({1: first, 2: second}, {(2, "change:safe"): both})


def publish_change(knowledge: Knowledge) -> Published:
    return publish(
        means(knowledge, WHOLE_FIELD),
        means(knowledge, WHOLE_FIELD, release=2),
        means(knowledge, WHOLE_FIELD, release=2, measure="change:safe"),
    )


def test_change_with_few_leavers() -> None:
    """Second mean − first mean − change leaves joiners less leavers; with no joiners, leavers."""
    nobody, many, one = (two_releases(leavers, 0) for leavers in (0, 15, 1))
    assert not won(publish_change(nobody), nobody)
    assert not won(publish_change(many), many)
    assert attack(publish_change(one), one).solved


def same_cards_and_one_more(more: int) -> Knowledge:
    first = people({"care": 40})
    fresh = [
        replace(one, organization=f"n{place}", system=f"n{place}", card=f"n{place}c0")
        for place, one in enumerate(people({"care": more}))
    ]
    return Knowledge({1: first, 2: (*first, *fresh)})


def test_earlier_releases_are_forgotten() -> None:
    fine, leak = same_cards_and_one_more(14), same_cards_and_one_more(1)
    for knowledge, solved in ((fine, {}), (leak, {"n0": "safe"})):
        both = publish(means(knowledge, WHOLE_FIELD), means(knowledge, WHOLE_FIELD, release=2))
        assert attack(both, knowledge).solved == solved
        assert not won(publish(means(knowledge, WHOLE_FIELD, release=2)), knowledge)


def test_carried_forward() -> None:
    """The new release takes last cycle's card for who has not joined again: all but one equal."""
    first = people({"care": 40})
    renewed = replace(first[7], card="o7c1")
    carried = Knowledge({1: first, 2: (*first[:7], renewed, *first[8:])})
    fresh = Knowledge(
        {1: first, 2: tuple(replace(one, card=f"{one.organization}c1") for one in first)}
    )
    for knowledge, fails in ((fresh, True), (carried, False)):
        both = publish(means(knowledge, WHOLE_FIELD), means(knowledge, WHOLE_FIELD, release=2))
        # o7's change follows: its later answer less its earlier one.
        assert (not won(both, knowledge)) is fails


def narrowest(published: Published, knowledge: Knowledge) -> float:
    found = attack(published, knowledge)
    return min(found.narrowest, found.narrowest_at_an_end)


def test_means_that_are_not_rounded() -> None:
    """Thirteen that are nearly at the bottom: the exact mean leaves none of them any room."""
    knowledge = one_release({"care": 13, "health": 30})
    cards = [one.card for one in knowledge.releases[1]]
    values = {card: 0.0 if place < 13 else 2.0 for place, card in enumerate(cards)}
    values["o0c0"] = 0.25
    exact = Careless(decimals=3, ends=False).print_means(1, "safe", [CARE], knowledge, values)
    rounded = Careless().print_means(1, "safe", [CARE], knowledge, values)
    assert narrowest(publish(rounded), knowledge) >= 1.0
    assert narrowest(publish(exact), knowledge) < 1.0


def test_quartiles_of_three() -> None:
    """Three quartiles of three values are the three values: nobody lies outside of them."""
    knowledge = one_release({"care": 3, "health": 30})
    values = dict.fromkeys((one.card for one in knowledge.releases[1]), 2.0) | {"o0c0": 1.75}
    withheld, printed = (
        Careless(quartiles_from=start).print_means(1, "safe", [CARE], knowledge, values)
        for start in (20, 3)
    )
    assert narrowest(publish(withheld), knowledge) >= 1.0
    assert narrowest(publish(printed), knowledge) < 1.0


def answers(knowledge: Knowledge, of_care: Sequence[int]) -> dict[str, int]:
    """`of_care` in turn, then a mixture for all others."""
    cards = [one.card for one in knowledge.releases[1]]
    return {
        card: of_care[place] if place < len(of_care) else place % 4
        for place, card in enumerate(cards)
    }


def test_class_disclosure() -> None:
    """All of fourteen gave one answer: printed, it is known; left out alone, it is known too."""
    knowledge = one_release({"care": 14, "health": 30})
    print_counts = Careless().print_counts
    cells = [WHOLE_FIELD, CARE, HEALTH]
    spread, same = answers(knowledge, [1, 2, 3, 3] * 3 + [1, 2]), answers(knowledge, [3] * 14)
    fine = publish(print_counts(1, "item:safe.1", cells, knowledge, spread))
    printed = publish(print_counts(1, "item:safe.1", cells, knowledge, same))
    hole = publish(
        print_counts(1, "item:safe.1", [HEALTH], knowledge, same),
        print_counts(1, "item:safe.2", cells, knowledge, spread),
    )
    assert not won(fine, knowledge)
    assert ("item:safe.1", 1, CARE, 3) in attack(printed, knowledge).classes
    assert ("item:safe.1", 1, CARE) in attack(hole, knowledge).holes


def test_counts_that_are_not_rounded() -> None:
    """Exact counts of the whole field less those of the other cell are the withheld cell's."""
    knowledge = one_release({"care": 14, "health": 30})
    same = answers(knowledge, [3] * 14)
    found = []
    for step, small in ((5, 2), (1, 0)):
        printer = Careless(count_step=step, small=small).print_counts
        shown = printer(1, "item:safe.1", [WHOLE_FIELD, HEALTH], knowledge, same)
        others = printer(1, "item:safe.2", [CARE], knowledge, answers(knowledge, [0, 1, 2, 3] * 3))
        found.append(attack(publish(shown, others), knowledge).classes)
    assert not found[0]
    assert ("item:safe.1", 1, CARE, 3) in found[1]
