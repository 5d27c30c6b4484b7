"""Commands about notices: drafted, signed, posted, closed; printed and verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fupin_desk.acts.desk import Desk
from fupin_desk.cli.desks import languages_said
from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.records import day_said
from fupin_desk.cli.spoken import FILE, SpokenGroup
from fupin_desk.domain.languages import ON_WALLS
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds.notices import SPECS, about_one, notice_spec, noticed_kinds
from fupin_desk.subjects.notice.objection import OBJECTION_CHANNEL
from fupin_desk.subjects.notice.records import WITHDRAWN_WHY

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    notice = SpokenGroup("notice", help="notice")
    group.add_command(notice)
    _add_draft(notice)
    _add_life(notice)
    _add_endings(notice)
    _add_objections(notice)
    _add_paper(notice)


def _add_draft(notice: click.Group) -> None:
    @command(notice, "draft", "notice_draft")
    @folder_argument
    @option("--kind", required=True, type=click.Choice([*SPECS]))
    @option("--languages", default=",".join(ON_WALLS))
    @_about_options
    @option("--on", callback=day_said)
    def draft(frame: Frame, folder: Path, kind: str, languages: str, on: date | None, **named: str | None) -> Any:
        from fupin_desk.acts.notices import draft_notice

        with frame.desk(folder) as desk:
            about = named[kind_name(spec.about)] if about_one(spec := notice_spec(kind)) else None
            made = draft_notice(desk, kind, languages_said(languages), on or frame.today(), about)
            _tell_few(frame, desk, made.number)
        return {"number": made.number, "lines": made.lines}


def _about_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for each kind of record that a notice can be about: its number or id."""
    for kind in reversed(noticed_kinds()):
        function = option(f"--{kind.replace('_', '-')}")(function)
    return function


def _tell_few(frame: Frame, desk: Desk, number: str) -> None:
    """Say beside the answer what a neighbour can work out of a list on which few households are not named."""
    from fupin_desk.acts.notices import few_unnamed

    few = few_unnamed(desk, number)
    if few is not None:
        told = frame.words.say(few.key, count=few.count, amount_fen=few.amount_fen, rule=few.rule)
        frame.beside(told)


def _add_life(notice: click.Group) -> None:
    @command(notice, "sign", "notice_sign")
    @folder_argument
    @click.argument("number")
    def sign(frame: Frame, folder: Path, number: str) -> Any:
        from fupin_desk.acts.notices import sign_notice

        with frame.desk(folder) as desk:
            file = sign_notice(desk, number, frame.today())
            _tell_few(frame, desk, number)
        return {"number": number, "file": file}

    @command(notice, "post", "notice_post")
    @folder_argument
    @click.argument("number")
    @option("--on", callback=day_said)
    @option("--where", default="")
    def post(frame: Frame, folder: Path, number: str, on: date | None, where: str) -> Any:
        from fupin_desk.acts.notices import post_notice

        with frame.desk(folder) as desk:
            closes_on = post_notice(desk, number, on or frame.today(), where)
        return {"number": number, "closes_on": closes_on.isoformat()}


def _add_endings(notice: click.Group) -> None:
    @command(notice, "close", "notice_close")
    @folder_argument
    @click.argument("number")
    @option("--on", callback=day_said)
    @option("--result", default="")
    def close(frame: Frame, folder: Path, number: str, on: date | None, result: str) -> Any:
        from fupin_desk.acts.notices import close_notice

        with frame.desk(folder) as desk:
            close_notice(desk, number, on or frame.today(), result)
        return {"number": number}

    @command(notice, "withdraw", "notice_withdraw")
    @folder_argument
    @click.argument("number")
    @option("--why", required=True, type=click.Choice(WITHDRAWN_WHY.codes))
    def withdraw(frame: Frame, folder: Path, number: str, why: str) -> Any:
        from fupin_desk.acts.notices import withdraw_notice

        with frame.desk(folder) as desk:
            withdraw_notice(desk, number, why)
        return {"number": number}


def _add_objections(notice: click.Group) -> None:
    @command(notice, "object", "notice_object")
    @folder_argument
    @click.argument("number")
    @option("--said", required=True)
    @option("--channel", required=True, type=click.Choice(OBJECTION_CHANNEL.codes))
    @option("--line", type=click.IntRange(1))
    @option("--by", default="")
    @option("--by-agreed", is_flag=True)
    @option("--on", callback=day_said)
    def object_(frame: Frame, folder: Path, number: str, on: date | None, **given: Any) -> Any:
        from fupin_desk.acts.notices import Heard, receive_objection

        with frame.desk(folder) as desk:
            return {"objection": receive_objection(desk, number, Heard(on=on or frame.today(), **given))}

    @command(notice, "answer", "notice_answer")
    @folder_argument
    @click.argument("objection", metavar="ID")
    @option("--answer", "answered", required=True)
    @option("--by", "answered_by", required=True)
    @option("--on", callback=day_said)
    def answer(frame: Frame, folder: Path, objection: str, answered: str, answered_by: str, on: date | None) -> Any:
        from fupin_desk.acts.notices import answer_objection

        with frame.desk(folder) as desk:
            answer_objection(desk, objection, answered, answered_by, on or frame.today())
        return {"objection": objection}


def _add_paper(notice: click.Group) -> None:
    @command(notice, "pdf", "notice_pdf")
    @folder_argument
    @click.argument("number")
    @option("--out", type=FILE, required=True)
    def pdf(frame: Frame, folder: Path, number: str, out: Path) -> Any:
        from fupin_desk.acts.notices import notice_pdf

        with frame.desk(folder) as desk:
            signed = notice_pdf(desk, number, out)
        return {"number": number, "file": str(out), "signed": signed}

    _add_judging(notice)


def _add_judging(notice: click.Group) -> None:
    def judging(function: Callable[..., Any]) -> Callable[..., Any]:
        function = option("--desk", "folder", metavar="DIR", type=FILE)(function)
        function = option("--list", "revocations", type=FILE)(function)
        return option("--trust", type=FILE)(function)

    @command(notice, "verify", "notice_verify", exit_code=_invalid)
    @click.argument("file", type=FILE)
    @judging
    def verify(frame: Frame, file: Path, trust: Path | None, revocations: Path | None, folder: Path | None) -> Any:
        from fupin_desk.acts.notices import verify_notice

        with _desk_or_trust(frame, folder, trust) as desk:
            return verify_notice(file, trust, revocations, desk, frame.surroundings.now())

    @command(notice, "check", "notice_check", exit_code=_invalid)
    @click.argument("code", metavar="CODE|IMAGE")
    @judging
    def check(frame: Frame, code: str, trust: Path | None, revocations: Path | None, folder: Path | None) -> Any:
        from fupin_desk.acts.notices import check_notice

        with _desk_or_trust(frame, folder, trust) as desk:
            return check_notice(code, trust, revocations, desk, frame.surroundings.now())


def _invalid(value: dict[str, Any]) -> int:
    return 0 if value["valid"] else 1


@contextmanager
def _desk_or_trust(frame: Frame, folder: Path | None, trust: Path | None) -> Iterator[Desk | None]:
    """Open the desk that is to say what it knows; without one, an office's certificate must be given."""
    if folder is None:
        if trust is None:
            raise click.MissingParameter(ctx=click.get_current_context(), param_hint="--trust", param_type="option")
        yield None
        return
    with frame.desk(folder) as desk:
        yield desk
