import pytest

from commitments.templatetags.framework import in_words, sectors_named
from tests.frameworks import make_definition


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2024-12", "December 2024"),
        ("2024-12-03", "December 3, 2024"),
        ("2011", "2011"),
        ("2024-13", "2024-13"),
        ("2024-0-1", "2024-0-1"),
        ("spring 2024", "spring 2024"),
        ("2024-²", "2024-²"),
        ("99999-01", "99999-01"),
        ("", ""),
    ],
)
def test_in_words_reads_dates_and_leaves_the_rest(written: str, words: str) -> None:
    assert in_words(written) == words


def test_sectors_are_named_in_framework_order() -> None:
    codes = ("health-financing", "care-delivery")
    assert sectors_named(make_definition(), codes) == "Care delivery, Health financing"
