"""What a draft must hold against the version that it was made from. Pure."""

from collections.abc import Iterator, Sequence

from commitments.comparing import compare
from commitments.definition import Definition, Item
from lhs_portal.lib.faults import Fault
from lhs_portal.lib.wording import say


def faults_against_base(
    base: Definition, new: Definition, others: Sequence[Definition] = ()
) -> tuple[Fault, ...]:
    """Why it cannot take the place of its base; the sentences are for the editor.

    `others` are all other published versions: an item's code and number of meaning say over all
    versions which answers are comparable, so no two may give them to different questions.
    """
    faults = [*_lost_items(base, new), *_wrong_meanings(base, new, others)]
    if base.source_language != new.source_language:
        message = say("Its source language is not that of version {base}.", base=base.version)
        faults.append(Fault("source_language", message))
    return tuple(faults)


def nothing_differs(base: Definition, new: Definition) -> tuple[Fault, ...]:
    """A version that says what another says already is none."""
    if compare(base, new):
        return ()
    return (Fault("", say("Nothing in it differs from version {base}.", base=base.version)),)


def doubtful_wordings(base: Definition, new: Definition) -> tuple[str, ...]:
    """Items whose question or levels changed while answers are said to stay comparable."""
    before = base.item_by_code
    return tuple(
        item.code
        for item in new.items
        if item.code in before
        and before[item.code].meaning == item.meaning
        and _scale(before[item.code]) != _scale(item)
    )


def _scale(item: Item) -> tuple[str, ...]:
    return tuple(text.source for text in (item.question, *item.descriptors))


def _lost_items(base: Definition, new: Definition) -> Iterator[Fault]:
    retired = {item.code for item in new.retired_items}
    places = {item.code: f"items[{index}]" for index, item in enumerate(new.items)}
    for code in base.item_by_code:
        if code not in new.item_by_code and code not in retired:
            message = say(
                "{code} is neither asked nor retired. Retire it, so that it stays readable.",
                code=code,
            )
            yield Fault("", message)
    for item in base.retired_items:
        if item.code in new.item_by_code:
            message = say(
                "{code} is the code of a retired item, and is never used again. Choose another.",
                code=item.code,
            )
            yield Fault(places[item.code], message)
        elif item.code not in retired:
            message = say(
                "{code} was retired in version {base} and is missing. It must stay readable.",
                code=item.code,
                base=base.version,
            )
            yield Fault("", message)


def _wrong_meanings(
    base: Definition, new: Definition, others: Sequence[Definition]
) -> Iterator[Fault]:
    before = base.item_by_code
    for index, item in enumerate(new.items):
        place = f"items[{index}].meaning"
        if _stands_in(others, item):
            continue
        if item.code not in before:
            if taken := next((each for each in others if _knows(each, item.code)), None):
                message = say(
                    "{code} is the code of another item of version {version}. Choose another.",
                    code=item.code,
                    version=taken.version,
                )
                yield Fault(f"items[{index}]", message)
            elif item.meaning != 1:
                message = say("{code} is new: its meaning begins with 1.", code=item.code)
                yield Fault(place, message)
            continue
        was = before[item.code].meaning
        following = 1 + max(
            each.item_by_code[item.code].meaning
            for each in (base, *others)
            if item.code in each.item_by_code
        )
        if item.meaning not in (was, following):
            message = say(
                "The meaning of {code} is {meaning}. It stays {was}, or rises to {next}.",
                code=item.code,
                meaning=item.meaning,
                was=was,
                next=following,
            )
            yield Fault(place, message)


def _stands_in(versions: Sequence[Definition], item: Item) -> bool:
    """Whether one of them has the very question under this code and number of meaning."""
    same = (each.item_by_code.get(item.code) for each in versions)
    return any(
        one is not None and one.meaning == item.meaning and _scale(one) == _scale(item)
        for one in same
    )


def _knows(version: Definition, code: str) -> bool:
    return code in version.item_by_code or any(
        retired.code == code for retired in version.retired_items
    )
