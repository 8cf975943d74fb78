"""A first draft of release notes in plain language, from what differs. Pure."""

from collections import Counter
from collections.abc import Callable

from commitments.comparing import Comparison, Fate, comparable_items, item_fates
from commitments.comparing.changes import Kind
from commitments.definition import Definition
from lhs_portal.lib.wording import say, say_count


def draft_notes(comparison: Comparison, old: Definition, new: Definition) -> str:
    """Sentences that the editor goes on writing; the language is that of the editor."""
    fates = item_fates(old, new)
    counted = Counter(fates.values())
    told = [say("Version {new} follows version {old}.", new=new.version, old=old.version)]
    told += [
        say("{text} Items: {codes}.", text=text, codes=", ".join(_codes(fates, fate)))
        for fate, text in _sentences(counted)
    ]
    others = _elsewhere(comparison, "wording")
    if others:
        told.append(
            say_count(
                "{count} text outside of the questions is worded anew.",
                "{count} texts outside of the questions are worded anew.",
                others,
            )
        )
    links = sum(change.what == "strength" for change in comparison.changes)
    if links:
        told.append(
            say_count(
                "{count} link between a feature and a commitment changes its strength.",
                "{count} links between features and commitments change their strength.",
                links,
            )
        )
    stays = len(comparable_items(old, new))
    told.append(
        say(
            "Answers to {stays} of {asked} questions can be compared with those of version {old}.",
            stays=stays,
            asked=len(new.items),
            old=old.version,
        )
    )
    return "\n\n".join(told)


def _codes(fates: dict[str, Fate], wanted: Fate) -> list[str]:
    return [code for code, fate in fates.items() if fate is wanted]


def _sentences(counted: Counter[Fate]) -> list[tuple[Fate, str]]:
    sentences: dict[Fate, Callable[[int], str]] = {
        Fate.CHANGED_MEANING: lambda n: say_count(
            "{count} question now means something else.",
            "{count} questions now mean something else.",
            n,
        ),
        Fate.REWORDED: lambda n: say_count(
            "{count} question is worded anew and means the same.",
            "{count} questions are worded anew and mean the same.",
            n,
        ),
        Fate.MOVED: lambda n: say_count(
            "{count} question is asked under another commitment or feature.",
            "{count} questions are asked under another commitment or feature.",
            n,
        ),
        Fate.SPLIT: lambda n: say_count(
            "{count} question was split into others.",
            "{count} questions were split into others.",
            n,
        ),
        Fate.ADDED: lambda n: say_count(
            "{count} question is new.", "{count} questions are new.", n
        ),
        Fate.RETIRED: lambda n: say_count(
            "{count} question is no longer asked.", "{count} questions are no longer asked.", n
        ),
    }
    return [(fate, say_it(counted[fate])) for fate, say_it in sentences.items() if counted[fate]]


def _elsewhere(comparison: Comparison, kind: Kind) -> int:
    return sum(change.section != "items" for change in comparison.of_kind(kind))
