"""What a report shows of the improvement plan, as frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionView:
    """`aim` is the feature or item in full, at `aim_code`; `expected` reads "3 Established".

    `due` is the day as ISO 8601 has it, and empty where there is none.
    """

    number: int
    title: str
    aim_code: str
    aim: str
    owner: str
    due_shown: str
    overdue: bool
    state: str
    state_shown: str
    expected: str
    resources: str
    barriers: tuple[str, ...]
    notes: str
    evidence: tuple[str, ...]
    due: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An action of the last cycle's plan, and what became of what it aimed at since.

    `before` and `after` are levels of an item or scores of a feature, in words; `became` is the
    sentence that says it all, and never claims that the action was the cause.
    """

    title: str
    aim_code: str
    aim: str
    state: str
    state_shown: str
    expected: str
    before: str
    after: str
    reached: bool | None  # None where nothing was expected, or nothing can be compared
    became: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """Either list may be empty; its note then says so. `barriers` are names with their counts."""

    opening: tuple[str, ...]
    actions: tuple[ActionView, ...]
    actions_note: str
    outcomes: tuple[OutcomeView, ...]
    outcomes_note: str
    barriers: tuple[tuple[str, int], ...]
