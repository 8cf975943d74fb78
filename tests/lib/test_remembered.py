import pytest

from lhs_portal.lib.remembered import Remembered


def test_value_is_made_once_while_it_is_remembered() -> None:
    made: list[int] = []
    remembered: Remembered[int, int] = Remembered(most=2)

    def make(number: int) -> int:
        made.append(number)
        return number * 10

    assert [remembered.get(n, lambda n=n: make(n)) for n in (1, 2, 1, 3, 1, 2)] == [
        10, 20, 10, 30, 10, 20,
    ]  # fmt: skip
    # 2 was the one used longest ago when 3 came.
    assert made == [1, 2, 3, 2]


def test_fault_is_not_remembered() -> None:
    remembered: Remembered[str, int] = Remembered(most=2)
    answers = iter([ValueError("not yet"), 7])

    def make() -> int:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not yet"):
        remembered.get("a", make)
    assert remembered.get("a", make) == 7
