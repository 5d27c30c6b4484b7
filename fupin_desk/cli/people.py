"""Commands about who opens a desk, and the ways back when passphrases are forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, code_options, command, folder_argument, option
from fupin_desk.cli.spoken import FILE, SpokenGroup
from fupin_desk.keys import PersonRole


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    person = SpokenGroup("person", help="person")
    sheet = SpokenGroup("sheet", help="sheet")
    group.add_command(person)
    group.add_command(sheet)
    _add_persons(person)
    _add_sheets(sheet)
    _add_recovering(group.commands["office"])
    _add_rejoining(group.commands["village"])


_new_passphrase = option("--new-passphrase-file", type=FILE)


def _add_persons(person: click.Group) -> None:
    @command(person, "add", "person_add")
    @folder_argument
    @option("--name", required=True)
    @option("--role", type=click.Choice([role.value for role in PersonRole]))
    @_new_passphrase
    def add(frame: Frame, folder: Path, name: str, role: str | None, new_passphrase_file: Path | None) -> Any:
        from fupin_desk.acts.desk.people import add_opener, openers

        with frame.desk(folder) as desk:
            added = add_opener(desk, name, role, frame.new_passphrase(new_passphrase_file))
            return {"person": openers(added)[-1].id}

    @command(person, "remove", "person_remove")
    @folder_argument
    @click.argument("person_id", metavar="ID")
    def remove(frame: Frame, folder: Path, person_id: str) -> Any:
        from fupin_desk.acts.desk.people import remove_opener

        with frame.desk(folder) as desk:
            remove_opener(desk, person_id)
        return {"person": person_id}

    @command(person, "passphrase", "person_passphrase")
    @folder_argument
    @_new_passphrase
    def passphrase(frame: Frame, folder: Path, new_passphrase_file: Path | None) -> Any:
        from fupin_desk.acts.desk.people import change_own_passphrase

        with frame.desk(folder) as desk:
            change_own_passphrase(desk, frame.passphrase(), frame.new_passphrase(new_passphrase_file))
            return {"person": desk.person}


def _add_sheets(sheet: click.Group) -> None:
    @command(sheet, "make", "sheet_make")
    @folder_argument
    @option("--out", type=FILE, required=True)
    def make(frame: Frame, folder: Path, out: Path) -> Any:
        from fupin_desk.acts.keeping.ways_back import print_sheet

        with frame.desk(folder) as desk:
            print_sheet(desk, out, frame.language)
        return {"file": str(out)}

    @command(sheet, "open", "sheet_open")
    @folder_argument
    @code_options
    @option("--person", required=True)
    @_new_passphrase
    def open_(
        frame: Frame,
        folder: Path,
        code: str | None,
        code_file: Path | None,
        person: str,
        new_passphrase_file: Path | None,
    ) -> Any:
        from fupin_desk.acts.desk import check_is_desk
        from fupin_desk.acts.keeping.ways_back import open_with_sheet

        check_is_desk(folder)
        typed, passphrase = frame.code(code, code_file), frame.new_passphrase(new_passphrase_file)
        desk = open_with_sheet(frame.surroundings, folder, typed, person, passphrase)
        desk.close()
        return {"person": desk.person}


def _add_recovering(office: click.Command) -> None:
    assert isinstance(office, click.Group)

    @command(office, "recover", "office_recover")
    @folder_argument
    @click.argument("lost", type=FILE)
    @option("--person", required=True)
    @_new_passphrase
    def recover(frame: Frame, folder: Path, lost: Path, person: str, new_passphrase_file: Path | None) -> Any:
        from fupin_desk.acts.keeping.ways_back import open_with_recovery

        with frame.desk(folder) as desk:
            recovered = open_with_recovery(desk, lost, person, frame.new_passphrase(new_passphrase_file))
            recovered.close()
        return {"person": recovered.person}


def _add_rejoining(village: click.Command) -> None:
    assert isinstance(village, click.Group)

    @command(village, "rejoin", "village_rejoin")
    @folder_argument
    @click.argument("invitation", type=FILE)
    @code_options
    @option("--fingerprint")
    @option("--out", type=FILE, required=True)
    def rejoin(
        frame: Frame,
        folder: Path,
        invitation: Path,
        code: str | None,
        code_file: Path | None,
        fingerprint: str | None,
        out: Path,
    ) -> Any:
        from fupin_desk.acts.joining.village import Joining
        from fupin_desk.acts.keeping.ways_back import rejoin as act

        with frame.desk(folder) as desk:
            typed, compared = frame.code(code, code_file), frame.fingerprint(fingerprint)
            made = act(desk, Joining(invitation, typed, compared, out))
        return {"request": str(made.request), "village": made.village, "desk": made.desk}
