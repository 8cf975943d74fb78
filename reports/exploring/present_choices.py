"""The items whose level a what-if page offers to set."""

from collections.abc import Iterable

from commitments.definition import Item
from lhs_portal.lib.wording import say
from reports.exploring.what_if import Question
from reports.exploring.what_if_page import ChoiceGroup, ItemChoice, LevelOption
from reports.presentation.answers import answer_in_words
from reports.presentation.reading import Reading

PRIORITIES_OFFERED = 3


def present_choices(reading: Reading, question: Question) -> tuple[ChoiceGroup, ...]:
    """What was set comes with its section; without a section, what holds the priorities back."""
    offered = [_section(reading, question)] if question.section else _priorities(reading, question)
    shown = {item.code for group in offered for item in group.items}
    rest = [item for item in reading.definition.items if item.code in question.levels]
    others = [item for item in rest if item.code not in shown]
    groups = [group for group in offered if group.items]
    if others:
        groups.insert(0, ChoiceGroup(say("Set by you"), "", _items(reading, question, others)))
    return tuple(groups)


def sections(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Codes and names, in the order in which people answer."""
    return tuple((each.code, reading.named(each.code)) for each in reading.definition.subjects)


def _section(reading: Reading, question: Question) -> ChoiceGroup:
    items = reading.definition.items_by_subject[question.section]
    return ChoiceGroup(reading.named(question.section), "", _items(reading, question, items))


def _priorities(reading: Reading, question: Question) -> list[ChoiceGroup]:
    return [
        ChoiceGroup(
            reading.named(row["feature"]),
            say("Priority {rank}: the essential items that hold it back.", rank=rank),
            _items(
                reading,
                question,
                [reading.definition.item_by_code[code] for code in row["held_back_by"]],
            ),
        )
        for rank, row in enumerate(reading.card["priorities"][:PRIORITIES_OFFERED], 1)
    ]


def _items(reading: Reading, question: Question, items: Iterable[Item]) -> tuple[ItemChoice, ...]:
    return tuple(_item(reading, item, question.levels.get(item.code)) for item in items)


def _item(reading: Reading, item: Item, chosen: int | None) -> ItemChoice:
    now = answer_in_words(reading, item)
    return ItemChoice(
        code=item.code,
        question=reading.text(item.question),
        essential=item.essential,
        now=now,
        options=(
            LevelOption("", say("As reported: {now}", now=now), chosen is None),
            *(
                LevelOption(str(level.level), reading.level(level.level), chosen == level.level)
                for level in reading.definition.levels
            ),
        ),
        descriptors=tuple(
            (reading.level(level), reading.text(text))
            for level, text in enumerate(item.descriptors)
        ),
        changed=chosen is not None,
    )
