"""What a county may set: a figure there is, to a value that can be, and one for each day."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_desk.domain.record import Contradiction
from fupin_desk.policy.constraint import Asked, Constraint, constraint
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.figures import both_hold
from fupin_desk.subjects.office.setting import Setting


@constraint(Setting, "figure")
def figure_nobody_may_set(setting: Dossier[Setting], asked: Asked) -> Iterator[Contradiction]:
    """A figure that is misspelt, or a law's own: it would never be heard of."""
    name = setting.record.figure
    known = asked.figures().figures.get(name or "")
    if name is not None and (known is None or known.county == "never"):
        yield Contradiction(("figure",), "code", name)


@constraint(Setting, "figure", "value")
def value_that_cannot_be(setting: Dossier[Setting], asked: Asked) -> Iterator[Contradiction]:
    """An amount of nothing, or one that no county means."""
    own = setting.record
    figure = asked.figures().figures.get(own.figure or "")
    why = figure.refuses(own.value) if figure is not None and own.value is not None else None
    if why is not None:
        yield Contradiction(("value", "figure"), why, (own.figure, own.value))


@constraint(Setting, "since", "until", "figure", "value")
def second_value_for_a_day(setting: Dossier[Setting], _asked: Asked) -> Iterator[Contradiction]:
    """A second value of a figure for a day that has one: nobody could tell which of them holds."""
    own = setting.record
    if own.value is None or own.voided is not None:
        return
    for other in setting.graph.all(Setting):
        if other.id != own.id and other.value is not None and both_hold(own, other):
            yield Contradiction(("since", "until", "figure", "value", "voided"), "same_day", other.id)


CONSTRAINTS: tuple[Constraint, ...] = (
    figure_nobody_may_set,
    value_that_cannot_be,
    second_value_for_a_day,
)
"""In the order in which they are asked."""
