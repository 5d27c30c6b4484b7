"""The command about returns: worked out over a period, written as a spreadsheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.records import day_said
from fupin_desk.cli.spoken import FILE
from fupin_desk.domain.languages import OFFICIAL
from fupin_desk.kinds.returns import RETURNS


def add_to(group: click.Group) -> None:
    """Add it to the tree."""

    @command(group, "return", "return")
    @folder_argument
    @click.argument("name", type=click.Choice([*RETURNS]))
    @click.argument("out", type=FILE)
    @option("--from", "since", callback=day_said)
    @option("--to", "through", callback=day_said)
    def return_(frame: Frame, folder: Path, name: str, out: Path, since: date | None, through: date | None) -> Any:
        from fupin_desk.acts.returns import period_of, write_return

        with frame.desk(folder) as desk:
            rows = write_return(
                desk, name, period_of(since, through, frame.today()), out, frame.language_said or OFFICIAL
            )
        return {"file": str(out), "rows": rows}
