"""The county's figures: which it must or may set, and what stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.policy.check import figure_table, figures
from fupin_desk.policy.figures import NotSetError
from fupin_desk.subjects.office.setting import Setting


@dataclass(frozen=True)
class FigureSeen:
    """One figure that a county sets."""

    name: str
    unit: str
    """As of a ``policy.figures.Figure``."""
    must: bool
    now: int | None
    """What holds today, in its unit; None where it is not set."""
    by_county: bool


def county_figures(desk: Desk, on: date) -> list[FigureSeen]:
    """Return every figure a county may set, those it must first."""
    with desk.vault.reading() as reader:
        known = figures(reader)
    seen_figures = []
    for name, figure in figure_table().figures.items():
        if figure.county == "never":
            continue
        try:
            used = known.used(name, on)
        except NotSetError:
            used = None
        seen_figures.append(
            FigureSeen(
                name, figure.unit, figure.county == "must", used.value if used else None, bool(used and used.by_county)
            )
        )
    return sorted(seen_figures, key=lambda figure: (not figure.must, figure.name))


def settings_made(desk: Desk) -> list[Setting]:
    """Return what the county has set, the latest first."""
    with desk.vault.reading() as reader:
        made = reader.records_of(Setting)
    return sorted(made, key=lambda setting: (setting.figure or "", str(setting.since)), reverse=True)
