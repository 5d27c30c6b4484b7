"""Commands about what goes on the stick, and what disagrees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.spoken import FILE, SpokenGroup


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    bundle = SpokenGroup("bundle", help="bundle")
    dispute = SpokenGroup("dispute", help="dispute")
    clash = SpokenGroup("clash", help="clash")
    group.add_command(bundle)
    group.add_command(dispute)
    group.add_command(clash)
    _add_bundles(bundle)
    _add_disputes(dispute)
    _add_clashes(clash)


def _all_refused(value: Any) -> int:
    return int(bool(value["bundles"]) and all(bundle["refused"] for bundle in value["bundles"]))


def _add_bundles(bundle: click.Group) -> None:
    @command(bundle, "make", "bundle_make")
    @folder_argument
    @option("--out", type=FILE, required=True)
    def make(frame: Frame, folder: Path, out: Path) -> Any:
        from fupin_desk.acts.bundles.sending import make_bundles

        with frame.desk(folder) as desk:
            made = make_bundles(desk, out)
        return {"files": [str(file) for file in made.files], "changes": made.changes, "withheld": made.withheld}

    @command(bundle, "take", "bundle_take", exit_code=_all_refused)
    @folder_argument
    @click.argument("files", nargs=-1, required=True, type=FILE)
    def take(frame: Frame, folder: Path, files: tuple[Path, ...]) -> Any:
        from fupin_desk.acts.bundles.taking import take_bundles

        with frame.desk(folder) as desk:
            found = take_bundles(desk, files)
        for taken in found:
            if taken.error is not None:
                click.echo(f"{taken.file}: {frame.words.error(taken.error)}", err=True)
        return {"bundles": [taken.told() for taken in found]}

    @command(bundle, "show", "bundle_show")
    @click.argument("file", type=FILE)
    @click.argument("folder", metavar="[DIR]", required=False, type=FILE)
    def show(frame: Frame, file: Path, folder: Path | None) -> Any:
        from fupin_desk.acts.bundles.taking import show_bundle

        if folder is None:
            return show_bundle(None, file)
        with frame.desk(folder) as desk:
            return show_bundle(desk, file)


def _add_disputes(dispute: click.Group) -> None:
    @command(dispute, "list", "dispute_list")
    @folder_argument
    def list_(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.conflicts.disputes import list_disputes

        with frame.desk(folder) as desk:
            return [dispute.told() for dispute in list_disputes(desk)]

    @command(dispute, "settle", "dispute_settle")
    @folder_argument
    @click.argument("dispute_id", metavar="ID")
    @option("--change")
    @option("--value")
    def settle(frame: Frame, folder: Path, dispute_id: str, change: str | None, value: str | None) -> Any:
        from fupin_desk.acts.conflicts.disputes import settle_dispute

        if (change is None) == (value is None):
            raise click.UsageError(frame.words.say("usage.one_of_two", one="--change", other="--value"))
        try:
            value_told = None if value is None else json.loads(value)
        except ValueError:
            raise click.BadParameter(str(value), param_hint="--value") from None
        with frame.desk(folder) as desk:
            return {"id": settle_dispute(desk, dispute_id, change=change, value=value_told)}


def _add_clashes(clash: click.Group) -> None:
    @command(clash, "list", "clash_list")
    @folder_argument
    def list_(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.conflicts.clashes import list_clashes

        with frame.desk(folder) as desk:
            return [clash.told() for clash in list_clashes(desk)]
