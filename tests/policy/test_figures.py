"""Figures: dated, and the county's before ours where it may."""

from datetime import date
from typing import Any

import msgspec
import pytest

from fupin_desk.policy.figures import Figures, NotSetError, parse_figures
from fupin_desk.subjects.office.setting import Setting
from tests.policy.cases import figure_table

TEXT = """
[open]
unit = "days"
county = "may"
source = "ours"
verified = false
values = [{ since = 2018-01-01, value = 10, until = 2018-12-31 }, { since = 2019-01-01, value = 12 }]
[law]
unit = "days"
county = "never"
source = "a law"
verified = true
values = [{ since = 2000-01-01, value = 30 }]
[own]
unit = "fen"
county = "must"
source = "the county"
verified = false
[rate]
unit = "ppm"
county = "must"
source = "the county"
verified = false
[term]
unit = "months"
county = "never"
source = "ours"
verified = false
values = [{ since = 2018-01-01, value = 36 }]
"""
TABLE = parse_figures([TEXT])


def a_setting(figure: str, value: int, since: str, **said: Any) -> Setting:
    return Setting(**{"id": since, "figure": figure, "value": value, "since": date.fromisoformat(since), **said})


def test_a_figure_is_that_of_the_day() -> None:
    figures = Figures(TABLE)
    assert figures.days("open", date(2018, 12, 31)) == 10
    assert figures.days("open", date(2019, 1, 1)) == 12
    with pytest.raises(NotSetError):
        figures.days("open", date(2017, 12, 31))


def test_rates_and_months_are_figures_of_their_own_units() -> None:
    figures = Figures(TABLE, [a_setting("rate", 43_500, "2018-01-01"), a_setting("rate", 10**6 + 1, "2019-01-01")])
    assert figures.ppm("rate", date(2018, 6, 1)) == 43_500
    assert figures.ppm("rate", date(2019, 6, 1)) == 43_500, "more than all of it is no rate"
    assert figures.months("term", date(2018, 1, 1)) == 36
    with pytest.raises(TypeError):
        figures.years("term", date(2018, 1, 1))
    assert (TABLE.figures["term"].refuses(0), TABLE.figures["rate"].refuses(0)) == ("too_small", None)


def test_a_figure_the_county_must_set_has_no_value_until_it_does() -> None:
    with pytest.raises(NotSetError):
        Figures(TABLE).fen("own", date(2019, 1, 1))
    figures = Figures(TABLE, [a_setting("own", 146000, "2018-01-01", source="县人社局")])
    assert figures.fen("own", date(2019, 1, 1)) == 146000
    used = figures.used("own", date(2019, 1, 1))
    assert (used.by_county, used.source, used.since) == (True, "县人社局", date(2018, 1, 1))


def test_the_countys_own_stands_before_ours_on_its_days_only() -> None:
    figures = Figures(TABLE, [a_setting("open", 7, "2019-06-01", until=date(2019, 6, 30))])
    days = [date(2019, 5, 31), date(2019, 6, 1), date(2019, 6, 30), date(2019, 7, 1)]
    assert [figures.days("open", day) for day in days] == [12, 7, 7, 12]


def test_the_latest_of_several_settings_counts() -> None:
    figures = Figures(TABLE, [a_setting("open", 8, "2019-03-01"), a_setting("open", 7, "2019-02-01")])
    assert figures.days("open", date(2019, 2, 15)) == 7
    assert figures.days("open", date(2019, 3, 1)) == 8


def test_a_law_binds_the_county() -> None:
    assert Figures(TABLE, [a_setting("law", 90, "2018-01-01")]).days("law", date(2019, 1, 1)) == 30


def test_a_setting_that_was_taken_out_or_says_nothing_counts_for_nothing() -> None:
    settings = [a_setting("open", 7, "2019-02-01", voided="wrong"), Setting(id="x", figure="open"), Setting(id="y")]
    assert Figures(TABLE, settings).days("open", date(2019, 3, 1)) == 12


def test_the_days_on_which_a_figure_changes_are_known() -> None:
    figures = Figures(TABLE, [a_setting("open", 7, "2019-06-01")])
    assert figures.changes("open", date(2018, 6, 1), date(2019, 6, 1)) == [date(2019, 1, 1), date(2019, 6, 1)]
    assert figures.changes("open", date(2019, 6, 1), date(2020, 6, 1)) == []


def test_a_figure_is_asked_for_in_its_own_unit() -> None:
    with pytest.raises(TypeError):
        Figures(TABLE).fen("open", date(2019, 1, 1))


def test_a_figure_given_twice_or_with_an_unknown_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        parse_figures([TEXT, TEXT])
    with pytest.raises(msgspec.ValidationError):
        parse_figures(['[x]\nunit = "fen"\ncounty = "may"\nsource = ""\nverified = false\nvalue = 1\n'])


def test_every_figure_we_ship_says_where_it_is_from() -> None:
    for name, figure in figure_table().figures.items():
        assert figure.source, name
        assert figure.values or figure.county == "must", name
