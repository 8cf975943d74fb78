"""One truth about the language of the moment; days in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import dateformat, translation
from hypothesis import given
from hypothesis import strategies as st

from lhs_portal.lib.days import Form, in_words, with_time
from lhs_portal.lib.languages import language, locale, speaking
from lhs_portal.lib.wording import say, say_count
from reports.charts import language as of_charts

DJANGO = {
    Form.DAY: "M j, Y",
    Form.LONG_DAY: "F j, Y",
    Form.SHORT_DAY: "M j",
    Form.MONTH: "M Y",
    Form.LONG_MONTH: "F Y",
    Form.WEEKDAY: "l, F j",
    Form.WEEKDAY_AND_YEAR: "l, F j, Y",
}


def test_the_language_is_that_of_django_and_of_charts() -> None:
    assert (language(), of_charts.language()) == ("en", "en")
    with speaking("es"):
        assert language() == of_charts.language() == translation.get_language() == "es"
        assert say("Skip to the content") == "Ir al contenido"
    with translation.override("es"):
        assert str(locale()) == "es_US"
    assert say("Skip to the content") == "Skip to the content"


def test_counts_have_their_form() -> None:
    message = "{% load i18n %}{% blocktranslate count number=n %}{{ number }} section left"
    message += "{% plural %}{{ number }} sections left{% endblocktranslate %}"
    with speaking("es"):
        forms = [Template(message).render(Context({"n": n})) for n in (1, 2)]
    assert forms == ["Falta 1 sección", "Faltan 2 secciones"]
    assert say_count("{count} answer", "{count} answers", 1) == "1 answer"


@pytest.mark.parametrize("code", ["xx-none", "../es", ""])
def test_a_language_that_nobody_knows_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"\w"), speaking(code):
        pass


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(list(Form)))
def test_english_days_are_written_as_django_writes_them(day: date, form: Form) -> None:
    assert in_words(day, form) == dateformat.format(day, DJANGO[form])


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))
def test_english_moments_are_written_as_django_writes_them(moment: datetime) -> None:
    assert with_time(moment) == dateformat.format(moment, "F j, Y, H:i")


def test_spanish_days() -> None:
    day = date(2026, 9, 3)
    with speaking("es"):
        assert in_words(day) == "3 de septiembre de 2026"
        assert in_words(day, Form.DAY) == "3 sept 2026"
        assert in_words(day, Form.WEEKDAY) == "jueves, 3 de septiembre"
        assert in_words(day, Form.LONG_MONTH) == "septiembre de 2026"
        assert with_time(datetime(2026, 9, 3, 14, 5)) == "3 de septiembre de 2026, 14:05"
    with speaking("de"):
        assert in_words(day, Form.LONG_MONTH) == "September 2026"


@pytest.mark.parametrize(
    ("name", "english", "spanish"),
    [
        ("day", "Mar 3, 2026", "3 mar 2026"),
        ("long_day", "March 3, 2026", "3 de marzo de 2026"),
        ("short_day", "Mar 3", "3 mar"),
        ("month", "Mar 2026", "mar 2026"),
        ("weekday", "Tuesday, March 3", "martes, 3 de marzo"),
        ("day_and_time", "Mar 3, 2026, 23:30", "3 mar 2026, 23:30"),
    ],
)
def test_filters_of_templates(name: str, english: str, spanish: str) -> None:
    template = Template("{% load days %}{{ at|" + name + " }}|{{ none|" + name + " }}")
    at = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    shown = {"at": at, "none": None}
    assert template.render(Context(shown)) == f"{english}|"
    with speaking("es"):
        assert template.render(Context(shown)) == f"{spanish}|"


def test_a_moment_is_shown_in_the_zone_of_the_portal() -> None:
    west = datetime(2026, 3, 3, 20, 0, tzinfo=UTC) - timedelta(hours=5)
    template = Template("{% load days %}{{ at|day_and_time }}")
    assert template.render(Context({"at": west})) == "Mar 3, 2026, 15:00"


def test_spanish_numbers_and_fields_of_dates_are_as_in_the_united_states() -> None:
    from django import forms

    form = forms.Form()
    form.fields["day"] = forms.DateField(
        initial=date(2026, 3, 4), widget=forms.DateInput(attrs={"type": "date"})
    )
    with speaking("es"):
        assert 'value="2026-03-04"' in str(form["day"])
        assert Template("{{ n }}").render(Context({"n": 0.5})) == "0.5"
