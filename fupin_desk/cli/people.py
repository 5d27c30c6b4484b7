"""Commands about who opens a desk, and the ways back when passphrases are forgotten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.spoken import FILE, SpokenGroup
from fupin_desk.keys import PersonRole

NEW = "FUPIN_DESK_NEW_PASSPHRASE"


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    person = SpokenGroup("person", help="person")
    sheet = SpokenGroup("sheet", help="sheet")
    group.add_command(person)
    group.add_command(sheet)
    _add_persons(person)
    _add_sheets(sheet)
    _add_ways_back(group)


def new_passphrase(frame: Frame) -> str:
    """Return the passphrase that is to be: from the environment, or asked for twice."""
    if NEW in os.environ:
        return os.environ[NEW]
    say = frame.words.say
    asked = click.prompt(
        say("ask.new_passphrase"), hide_input=True, confirmation_prompt=say("ask.passphrase_again"), err=True
    )
    return str(asked)


def _add_persons(person: click.Group) -> None:
    @command(person, "add", "person_add")
    @folder_argument
    @option("--name", required=True)
    @option("--role", type=click.Choice([role.value for role in PersonRole]))
    def add(frame: Frame, folder: Path, name: str, role: str | None) -> Any:
        from fupin_desk.acts.people import add_opener, openers

        with frame.desk(folder) as desk:
            return {"person": openers(add_opener(desk, name, role, new_passphrase(frame)))[-1].id}

    @command(person, "remove", "person_remove")
    @folder_argument
    @click.argument("person_id", metavar="ID")
    def remove(frame: Frame, folder: Path, person_id: str) -> Any:
        from fupin_desk.acts.people import remove_opener

        with frame.desk(folder) as desk:
            remove_opener(desk, person_id)
        return {"person": person_id}

    @command(person, "passphrase", "person_passphrase")
    @folder_argument
    def passphrase(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.people import change_own_passphrase

        with frame.desk(folder) as desk:
            change_own_passphrase(desk, frame.passphrase(), new_passphrase(frame))
            return {"person": desk.person}


def _add_sheets(sheet: click.Group) -> None:
    @command(sheet, "make", "sheet_make")
    @folder_argument
    @option("--out", type=FILE, required=True)
    def make(frame: Frame, folder: Path, out: Path) -> Any:
        from fupin_desk.acts.ways_back import print_sheet

        with frame.desk(folder) as desk:
            print_sheet(desk, out, frame.language)
        return {"file": str(out)}

    @command(sheet, "open", "sheet_open")
    @folder_argument
    @option("--code", required=True)
    @option("--person", required=True)
    def open_(frame: Frame, folder: Path, code: str, person: str) -> Any:
        from fupin_desk.acts.ways_back import open_with_sheet

        desk = open_with_sheet(frame.surroundings, folder, code, person, new_passphrase(frame))
        desk.close()
        return {"person": desk.person}


def _add_ways_back(group: click.Group) -> None:
    office = group.commands["office"]
    village = group.commands["village"]
    assert isinstance(office, click.Group)
    assert isinstance(village, click.Group)

    @command(office, "recover", "office_recover")
    @folder_argument
    @click.argument("lost", type=FILE)
    @option("--person", required=True)
    def recover(frame: Frame, folder: Path, lost: Path, person: str) -> Any:
        from fupin_desk.acts.ways_back import open_with_recovery

        with frame.desk(folder) as desk:
            recovered = open_with_recovery(desk, lost, person, new_passphrase(frame))
            recovered.close()
        return {"person": recovered.person}

    @command(village, "rejoin", "village_rejoin")
    @folder_argument
    @click.argument("invitation", type=FILE)
    @option("--code", required=True)
    @option("--fingerprint", required=True)
    @option("--out", type=FILE, required=True)
    def rejoin(frame: Frame, folder: Path, invitation: Path, code: str, fingerprint: str, out: Path) -> Any:
        from fupin_desk.acts.village import Joining
        from fupin_desk.acts.ways_back import rejoin as act

        with frame.desk(folder) as desk:
            made = act(desk, Joining(invitation, code, fingerprint, out))
        return {"request": str(made.request), "village": made.village, "desk": made.desk}
