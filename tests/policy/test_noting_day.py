"""Where the day of judging is noted, every answer that hangs on it holds for as long as is said, and no longer."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

import pytest

from fupin_desk.policy.figures import Figures, NotSetError
from fupin_desk.policy.noting import NotingGraph
from fupin_desk.policy.noting_day import NotingDay, NotingFigures, Span, span
from fupin_desk.subjects.office.setting import Setting
from tests.policy.cases import figure_table
from tests.policy.shelf import Shelf

ON = date(2018, 12, 20)
WAGE = "minimum_wage_month"
Ask = Callable[[Any, Figures], Any]


def near(dice: random.Random) -> date:
    return ON + timedelta(days=dice.randint(-8, 8))


def used(on: Any, figures: Figures) -> Any:
    try:
        return figures.used(WAGE, on)
    except NotSetError as unset:
        return unset.contested


def an_ask(dice: random.Random) -> Ask:
    """Return something that may be asked of the day of judging."""
    other, shift = near(dice), timedelta(days=dice.choice([0, 0, 3, -2, 366]))
    compared = dice.choice([operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne])
    asks: list[Ask] = [
        lambda on, _figures: compared(on + shift, other + shift),
        lambda on, _figures: compared(other, on - shift),
        lambda on, _figures: max(on, other) > min(on + timedelta(days=3), other),
        lambda on, _figures: (on + shift) in [other + shift],
        lambda on, _figures: (on + shift).year,
        used,
        lambda on, figures: figures.changes(WAGE, date(2018, 1, 1), on),
    ]
    return dice.choice(asks)


def asked(asks: list[Ask], on: date, figures: Figures) -> tuple[list[Any], Span]:
    graph = NotingGraph(Shelf())
    day, noting = cast("date", NotingDay(graph, on)), NotingFigures(figures, graph, Setting)
    answers, keys = graph.noted(lambda: [ask(day, noting) for ask in asks])
    return answers, span(on, [key for key in keys if not key.kind])


@pytest.mark.parametrize("seed", range(5))
def test_for_as_long_as_is_said_every_answer_is_the_same(seed: int) -> None:
    dice, held = random.Random(seed), 0
    for _ in range(60):
        settings = [Setting(id=str(n), figure=WAGE, value=n + 1, since=near(dice), until=near(dice)) for n in range(2)]
        figures = Figures(figure_table(), settings)
        asks = [an_ask(dice) for _ in range(dice.randint(1, 4))]
        answers, days = asked(asks, ON, figures)
        assert days.holds(ON)
        for each in range(-12, 13):
            on = ON + timedelta(days=each)
            if days.holds(on):
                held += 1
                assert [ask(on, figures) for ask in asks] == answers, (seed, on, days)
    assert held > 60 * 3


@pytest.mark.parametrize(
    "ask",
    [
        lambda on: on - ON,
        lambda on: ON - on,
        lambda on: on.isoformat(),
        lambda on: on.month,
        lambda on: f"{on:%Y}",
        hash,
        str,
    ],
)
def test_what_is_told_of_the_day_itself_holds_on_that_day_alone(ask: Callable[[Any], Any]) -> None:
    answers, days = asked([lambda on, _figures: ask(on)], ON, Figures(figure_table()))
    assert answers == [ask(ON)]
    assert [day for day in (ON - timedelta(days=1), ON, ON + timedelta(days=1)) if days.holds(day)] == [ON]


def test_an_end_of_the_calendar_is_no_day_that_comes() -> None:
    answers, days = asked([lambda on, _figures: on - timedelta(days=1) < date.max], ON, Figures(figure_table()))
    assert answers == [True]
    assert days.holds(date.max - timedelta(days=1))
