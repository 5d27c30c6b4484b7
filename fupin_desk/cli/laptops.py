"""Commands of a village's laptops among themselves: they meet, and carry to each other what keeps a no."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.spoken import FILE


def add_to(village: click.Group) -> None:
    """Add these commands to those of a village."""
    _add_meeting(village)
    _add_carrying(village)


def _add_meeting(village: click.Group) -> None:
    @command(village, "card", "village_card")
    @folder_argument
    @option("--out", type=FILE, required=True)
    def card(frame: Frame, folder: Path, out: Path) -> Any:
        from fupin_desk.acts.laptops.neighbours import make_card

        with frame.desk(folder) as desk:
            made = make_card(desk, out)
        return {"card": str(made.file), "fingerprint": made.fingerprint}

    @command(village, "meet", "village_meet")
    @folder_argument
    @click.argument("card", type=FILE)
    @option("--fingerprint", "screen_fingerprint", required=True)
    def meet(frame: Frame, folder: Path, card: Path, screen_fingerprint: str) -> Any:
        from fupin_desk.acts.laptops.neighbours import meet as act

        with frame.desk(folder) as desk:
            met = act(desk, card, screen_fingerprint)
        return {"desk": met.desk, "village": met.card.village, "name": met.card.name}

    @command(village, "laptops", "village_laptops")
    @folder_argument
    def laptops(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.laptops.neighbours import list_neighbours

        with frame.desk(folder) as desk:
            return list_neighbours(desk)

    @command(village, "forget", "village_forget")
    @folder_argument
    @click.argument("desk_id", metavar="DESK")
    def forget(frame: Frame, folder: Path, desk_id: str) -> Any:
        from fupin_desk.acts.laptops.neighbours import forget as act

        with frame.desk(folder) as desk:
            return {"desk": act(desk, desk_id)}


def _add_carrying(village: click.Group) -> None:
    @command(village, "carry", "village_carry")
    @folder_argument
    @option("--out", type=FILE, required=True)
    def carry(frame: Frame, folder: Path, out: Path) -> Any:
        from fupin_desk.acts.laptops.carrying import carry as act

        with frame.desk(folder) as desk:
            return act(desk, out).told()
