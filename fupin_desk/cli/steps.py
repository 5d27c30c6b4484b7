"""Commands about the steps of a desk: what was done here, undone and done again over all records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.domain.errors import NoSuchStepError

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk
    from fupin_desk.acts.records.stepping import Stepped


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    _add_history(group)
    _add_going(group)


def _add_history(group: click.Group) -> None:
    @command(group, "history", "history")
    @folder_argument
    @option("--before", type=int)
    @option("--limit", type=click.IntRange(1, 1000), default=50)
    def history(frame: Frame, folder: Path, before: int | None, limit: int) -> Any:
        from fupin_desk.acts.views.step_words import told
        from fupin_desk.acts.views.steps import steps_page

        with frame.desk(folder) as desk:
            return [
                {
                    "step": step.place,
                    "at": step.at,
                    "by": step.by or None,
                    "said": told(frame.words, step),
                    "undone": step.undone,
                    "stays": None if step.stays is None else step.stays.reason,
                    "records": [{"kind": each.kind, "id": each.id} for each in step.written],
                }
                for step in steps_page(desk, before, limit)
            ]


def _add_going(group: click.Group) -> None:
    @command(group, "undo", "undo")
    @folder_argument
    @option("--to", type=int)
    def undo(frame: Frame, folder: Path, to: int | None) -> Any:
        from fupin_desk.acts.records.stepping import undo_last

        with frame.desk(folder) as desk:
            return _stepped(frame, undo_last(desk) if to is None else _go_to(desk, to, back=True))

    @command(group, "redo", "redo")
    @folder_argument
    @option("--to", type=int)
    def redo(frame: Frame, folder: Path, to: int | None) -> Any:
        from fupin_desk.acts.records.stepping import redo_last

        with frame.desk(folder) as desk:
            return _stepped(frame, redo_last(desk) if to is None else _go_to(desk, to, back=False))


def _go_to(desk: Desk, place: int, *, back: bool) -> Stepped:
    """Go to a step in the one direction; NoSuchStepError where it lies in the other."""
    from fupin_desk.acts.records.stepping import go_to_step, way_to

    if way_to(desk, place).back is not back:
        raise NoSuchStepError("undo" if back else "redo")
    return go_to_step(desk, place)


def _stepped(frame: Frame, stepped: Stepped) -> dict[str, Any]:
    frame.beside(*(f"{place}: {frame.words.error(problem)}" for place, problem in stepped.left))
    return {
        "count": len(stepped.gone),
        "steps": list(stepped.gone),
        "left": [{"step": place, "error": problem.code, "facts": problem.facts} for place, problem in stepped.left],
        "records": [{"kind": kind, "id": record} for kind, record in stepped.records],
    }
