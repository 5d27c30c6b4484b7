"""Commands that keep a desk safe: looking at all of it, making anew what is derived, and backups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument
from fupin_desk.cli.spoken import FILE


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    _add_verifying(group)
    _add_backups(group)


def _not_whole(value: Any) -> int:
    return int(not value["whole"])


def _add_verifying(group: click.Group) -> None:
    @command(group, "verify", "verify", exit_code=_not_whole)
    @folder_argument
    def verify(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.keeping.verifying import verify as act

        with frame.desk(folder) as desk:
            return act(desk)

    @command(group, "rebuild", "rebuild", exit_code=_not_whole)
    @folder_argument
    def rebuild(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.keeping.verifying import rebuild as act

        with frame.desk(folder) as desk:
            return act(desk)


def _add_backups(group: click.Group) -> None:
    @command(group, "backup", "backup")
    @folder_argument
    @click.argument("file", type=FILE)
    def backup(frame: Frame, folder: Path, file: Path) -> Any:
        from fupin_desk.acts.keeping.backup import back_up

        with frame.desk(folder) as desk:
            return {"file": str(back_up(desk, file))}

    @command(group, "restore", "restore")
    @folder_argument
    @click.argument("file", type=FILE)
    def restore(frame: Frame, folder: Path, file: Path) -> Any:
        from fupin_desk.acts.desk import check_can_make
        from fupin_desk.acts.keeping.backup import restore as act

        check_can_make(folder)
        made = act(frame.surroundings, folder, file, frame.passphrase())
        return {"folder": str(made.folder), "code": made.code, "desk": made.desk}
