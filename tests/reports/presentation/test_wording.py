from decimal import Decimal

import pytest

from reports.charts.language import speaking
from reports.presentation import wording


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.416667", "+0.42"), ("-0.416667", "−0.42"), ("0.001", "0.00"), ("-0.001", "0.00")],
)
def test_signed_has_a_sign_only_where_something_is_left(value: str, shown: str) -> None:
    assert wording.signed(Decimal(value)) == shown


def test_of_hundred_rounds_half_up() -> None:
    assert wording.of_hundred(Decimal("2.5")) == 63
    assert wording.of_hundred(Decimal("0.5")) == 13


@pytest.mark.parametrize(
    ("share", "shown"),
    [("1", "100 %"), ("0.5", "50 %"), ("0.999999", "99.9 %"), ("0.011494", "1.1 %"), ("0", "0 %")],
)
def test_percent_is_never_all_where_something_is_missing(share: str, shown: str) -> None:
    assert wording.percent(Decimal(share)) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_listed_joins_as_in_a_sentence() -> None:
    assert wording.listed([]) == ""
    assert wording.listed(["Safe"]) == "Safe"
    assert wording.listed(["Safe", "Secure"]) == "Safe and Secure"
    assert wording.listed(["a", "b", "c"]) == "a, b, and c"


def test_period_names_the_year_once_where_it_is_one() -> None:
    assert wording.period("2026-01-01", "2026-12-31") == "January 1 to December 31, 2026"
    assert wording.period("2025-07-01", "2026-06-30") == "July 1, 2025 to June 30, 2026"


def test_moment_in_words_is_in_utc() -> None:
    assert wording.moment_in_words("2026-11-22T23:30:00-05:00") == "November 23, 2026, 04:30 UTC"


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        wording.moment("2026-11-22T10:00:00")


def test_signed_lag_short_of_half_a_level_never_reads_as_half() -> None:
    assert wording.signed_lag(Decimal("0.496667")) == "+0.496"
    assert wording.signed_lag(Decimal("-0.499999")) == "−0.499"
    assert wording.signed_lag(Decimal("0.500000")) == "+0.50"
    assert wording.signed_lag(Decimal("-1.250000")) == "−1.25"
    assert wording.signed_lag(Decimal("0.000000")) == "0.00"


@pytest.mark.parametrize(
    ("language", "day", "figure", "share"),
    [
        ("en", "November 2, 2026", "−1.50", "99.9 %"),
        ("es", "2 de noviembre de 2026", "−1.50", "99.9 %"),
        ("es-ES", "2 de noviembre de 2026", "−1,50", "99,9 %"),
        ("de", "2. November 2026", "−1,50", "99,9 %"),
    ],
)
def test_dates_and_figures_follow_the_language(
    language: str, day: str, figure: str, share: str
) -> None:
    with speaking(language):
        assert wording.day("2026-11-02") == day
        assert wording.figure(Decimal("-1.5")) == figure
        assert wording.percent(Decimal("0.99999")) == share.replace(" ", "\N{NO-BREAK SPACE}")
    assert wording.figure(Decimal("1.5")) == "1.50"


def test_signed_lag_of_less_than_half_a_level_never_reads_as_half_in_any_language() -> None:
    with speaking("es-ES"):
        assert wording.signed_lag(Decimal("0.499999")) == "+0,499"
        assert wording.signed(Decimal("0.001")) == "0,00"


def test_period_in_another_language_needs_no_word_of_english() -> None:
    with speaking("es"):
        shown = wording.period("2026-01-01", "2026-12-31")
    assert shown == "1 de enero de 2026 – 31 de diciembre de 2026"


def test_language_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="xx-none"), speaking("xx-none"):
        pass


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("as it is", 10, "as it is"),
        ("two\n lines", 10, "two lines"),
        ("one two three four", 10, "one two…"),
        ("one two, three", 10, "one two…"),
        ("a" + "x" * 20, 10, "a" + "x" * 8 + "…"),
        ("a " + "x" * 20, 10, "a " + "x" * 7 + "…"),
        (
            "The assessment of all units of the organization in spring",
            48,
            "The assessment of all units of the organization…",
        ),
    ],
)
def test_shorten_ends_at_a_word_where_one_is_near(text: str, most: int, short: str) -> None:
    assert wording.shorten(text, most) == short
    assert len(short) <= most
