"""The public rules by which measures hang together, read from the framework's own file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FRAMEWORK = Path(__file__).parents[2] / "fixtures" / "framework" / "2024.12.yaml"
Parts = Mapping[str, float]


@dataclass(frozen=True)
class Rules:
    pillars: Mapping[str, tuple[str, ...]]
    commitments: tuple[str, ...]
    # commitment → feature → strength
    strengths: Mapping[str, Mapping[str, int]]

    @property
    def features(self) -> tuple[str, ...]:
        return tuple(feature for features in self.pillars.values() for feature in features)


@cache
def read_rules(path: Path = FRAMEWORK) -> Rules:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    pillars: dict[str, list[str]] = {}
    for feature in document["features"]:
        pillars.setdefault(feature["pillar"], []).append(feature["code"])
    strengths: dict[str, dict[str, int]] = {}
    for link in document["through_line"]:
        strengths.setdefault(link["commitment"], {})[link["feature"]] = link["strength"]
    return Rules(
        {code: tuple(features) for code, features in pillars.items()},
        tuple(one["code"] for one in document["commitments"]),
        strengths,
    )


def parts_for(
    rules: Rules, cards: frozenset[str], has_score: Callable[[str, str], bool]
) -> dict[str, dict[str, Parts]]:
    """Derived measure → card → weights. Who has a score in what is known to the attacker."""
    made: dict[str, dict[str, Parts]] = {}
    for card in sorted(cards):
        scored = {one for one in (*rules.features, *rules.commitments) if has_score(card, one)}
        for code, parts in _of_one(rules, scored).items():
            made.setdefault(code, {})[card] = parts
    return made


def _of_one(rules: Rules, scored: set[str]) -> dict[str, Parts]:
    made: dict[str, Parts] = {}
    for pillar, features in rules.pillars.items():
        made[f"pillar:{pillar}"] = _mean([one for one in features if one in scored])
    pillars = [made[f"pillar:{pillar}"] for pillar in rules.pillars]
    held = [parts for parts in pillars if parts]
    foundations: dict[str, float] = {}
    for parts in held:
        for feature, weight in parts.items():
            foundations[feature] = weight / len(held)
    made["index:foundations"] = foundations
    made["index:commitments"] = _mean([one for one in rules.commitments if one in scored])
    for commitment, links in rules.strengths.items():
        known = {feature: strength for feature, strength in links.items() if feature in scored}
        whole = sum(known.values())
        if whole and commitment in scored:
            enabling = {feature: -strength / whole for feature, strength in known.items()}
            made[f"lag:{commitment}"] = {commitment: 1.0, **enabling}
    return {code: parts for code, parts in made.items() if parts}


def _mean(subjects: list[str]) -> dict[str, float]:
    return {one: 1 / len(subjects) for one in subjects}
