"""Commands that make desks, join them to their office, and say where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fupin_desk.cli import laptops
from fupin_desk.cli.frame import Frame, code_options, command, folder_argument, option
from fupin_desk.cli.spoken import FILE, SpokenGroup
from fupin_desk.domain.languages import LANGUAGES, ON_WALLS
from fupin_desk.keys import RevocationReason


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    office = SpokenGroup("office", help="office")
    village = SpokenGroup("village", help="village")
    group.add_command(office)
    group.add_command(village)
    _add_demo(group)
    _add_office(office)
    _add_laptops(office)
    _add_readmitting(office)
    _add_revoking(office)
    _add_village(village)
    laptops.add_to(village)
    _add_status(group)


def languages_said(text: str) -> list[str]:
    """Return the languages of a comma-separated list; an unknown one is wrong usage."""
    languages = [language.strip() for language in text.split(",") if language.strip()]
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown or not languages:
        raise click.BadParameter(", ".join(unknown) or text, param_hint="--languages")
    return languages


def _add_demo(group: click.Group) -> None:
    @command(group, "demo", "demo")
    @folder_argument
    @option("--villages", type=click.IntRange(1, 99), default=2)
    @option("--households", type=click.IntRange(1, 5000), default=300)
    @option("--seed", type=int, default=1)
    @option("--languages", default=",".join(ON_WALLS))
    def demo(_frame: Frame, folder: Path, villages: int, households: int, seed: int, languages: str) -> Any:
        from fupin_desk.acts.demo import make_demo

        return make_demo(folder, villages, households, seed, languages_said(languages))


def _add_office(office: click.Group) -> None:
    @command(office, "create", "office_create")
    @folder_argument
    @option("--code", required=True)
    @option("--name", required=True)
    @option("--person", default="")
    def create(frame: Frame, folder: Path, code: str, name: str, person: str) -> Any:
        from fupin_desk.acts.desk import check_can_make
        from fupin_desk.acts.joining.create import create_office

        check_can_make(folder)
        made = create_office(frame.surroundings, folder, code, name, person, frame.passphrase(new=True))
        return {"certificate": str(made.certificate), "fingerprint": made.fingerprint}

    @command(office, "invite", "office_invite")
    @folder_argument
    @option("--village", required=True)
    @option("--name", required=True)
    @option("--out", type=FILE, required=True)
    @option("--sheet", type=FILE)
    def invite(frame: Frame, folder: Path, village: str, name: str, out: Path, sheet: Path | None) -> Any:
        from fupin_desk.acts.joining.enrol import invite as act

        with frame.desk(folder) as desk:
            made = act(desk, village, name, out, sheet, frame.language)
        return {"invitation": str(made.invitation), "code": made.code, "fingerprint": made.fingerprint}


def _add_laptops(office: click.Group) -> None:
    @command(office, "enrol", "office_enrol")
    @folder_argument
    @click.argument("request", type=FILE)
    @option("--out", type=FILE, required=True)
    def enrol(frame: Frame, folder: Path, request: Path, out: Path) -> Any:
        from fupin_desk.acts.joining.enrol import enrol as act

        with frame.desk(folder) as desk:
            made = act(desk, request, out)
        return {"certificate": str(made.certificate), "village": made.village, "desk": made.desk}


def _add_readmitting(office: click.Group) -> None:
    @command(office, "readmit", "office_readmit")
    @folder_argument
    @click.argument("bundle", type=FILE)
    def readmit(frame: Frame, folder: Path, bundle: Path) -> Any:
        from fupin_desk.acts.bundles.readmit import readmit as act

        with frame.desk(folder) as desk:
            made = act(desk, bundle)
        return {"desk": made.desk, "village": made.village}


def _add_revoking(office: click.Group) -> None:
    @command(office, "revoke", "office_revoke")
    @folder_argument
    @click.argument("desk_id", metavar="DESK")
    @option("--reason", type=click.Choice([reason.value for reason in RevocationReason]), default="lost")
    def revoke(frame: Frame, folder: Path, desk_id: str, reason: str) -> Any:
        from fupin_desk.acts.joining.revoke import revoke_desk

        with frame.desk(folder) as desk:
            made = revoke_desk(desk, desk_id, RevocationReason(reason))
        return {"desk": made.desk, "village": made.village, "revoked_at": made.revoked_at}

    @command(office, "revocations", "office_revocations")
    @folder_argument
    @option("--out", type=FILE, required=True)
    def revocations(frame: Frame, folder: Path, out: Path) -> Any:
        from fupin_desk.acts.joining.revoke import write_revocations

        with frame.desk(folder) as desk:
            return {"file": str(out), "revoked": write_revocations(desk, out)}


def _add_village(village: click.Group) -> None:
    @command(village, "join", "village_join")
    @folder_argument
    @click.argument("invitation", type=FILE)
    @code_options
    @option("--fingerprint")
    @option("--out", type=FILE, required=True)
    @option("--person", default="")
    def join(
        frame: Frame,
        folder: Path,
        invitation: Path,
        code: str | None,
        code_file: Path | None,
        fingerprint: str | None,
        out: Path,
        person: str,
    ) -> Any:
        from fupin_desk.acts.desk import check_can_make
        from fupin_desk.acts.joining.village import Joining
        from fupin_desk.acts.joining.village import join as act

        check_can_make(folder)
        asked = Joining(invitation, frame.code(code, code_file), frame.fingerprint(fingerprint), out, person)
        made = act(frame.surroundings, folder, asked, lambda: frame.passphrase(new=True))
        return {"request": str(made.request), "village": made.village, "desk": made.desk}

    @command(village, "accept", "village_accept")
    @folder_argument
    @click.argument("certificate", type=FILE)
    def accept(frame: Frame, folder: Path, certificate: Path) -> Any:
        from fupin_desk.acts.joining.village import accept as act

        with frame.desk(folder) as desk:
            return act(desk, certificate)


def _add_status(group: click.Group) -> None:
    @command(group, "status", "status")
    @folder_argument
    def status(frame: Frame, folder: Path) -> Any:
        from fupin_desk.acts.keeping.status import status as act

        with frame.desk(folder) as desk:
            return act(desk)
