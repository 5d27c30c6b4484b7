"""Commands about records: the ledger, putting and getting them, and what policy sees."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fupin_desk.cli.frame import Frame, command, folder_argument, option
from fupin_desk.cli.spoken import FILE, SpokenGroup
from fupin_desk.domain.languages import OFFICIAL
from fupin_desk.words import Translator

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk
    from fupin_desk.acts.ledger import Imported


def add_to(group: click.Group) -> None:
    """Add these commands to the tree."""
    record = SpokenGroup("record", help="record")
    group.add_command(record)
    _add_ledger(group)
    _add_export(group)
    _add_schema(group)
    _add_writing(record)
    _add_taking_back(record)
    _add_reading(record)
    _add_list(record)
    _add_check(group)


def day_said(_ctx: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Return the day written as yyyy-mm-dd; anything else is wrong usage."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise click.BadParameter(text, param=parameter) from None


def _add_ledger(group: click.Group) -> None:
    @command(group, "template", "template")
    @click.argument("out", type=FILE)
    def template(frame: Frame, out: Path) -> Any:
        from fupin_desk.acts.ledger import write_template

        # The ledger is Chinese unless somebody asks otherwise: that is what counties keep.
        return {"file": str(write_template(out, frame.language_said or OFFICIAL))}

    @command(group, "import", "import")
    @folder_argument
    @click.argument("ledger", type=FILE)
    @option("--dry-run", is_flag=True)
    @option("--answer", type=FILE)
    def import_(frame: Frame, folder: Path, ledger: Path, dry_run: bool, answer: Path | None) -> Any:
        from fupin_desk.acts.desk.files import check_free, read_file, write_file
        from fupin_desk.acts.ledger import import_ledger
        from fupin_desk.ledger import answer as answered
        from fupin_desk.ledger.answering import aside, sentence

        check_free(answer)
        with frame.desk(folder) as desk:
            imported = import_ledger(desk, read_file(ledger), dry_run=dry_run)
        if answer is not None:
            write_file(answer, answered(imported.book, imported.answers, frame.words))
        frame.beside(*aside(imported.book, imported.answers, frame.words))
        if dry_run:
            frame.beside(frame.words.say("done.import_dry"))
        if not frame.as_json:
            frame.beside(*_what_now(imported, answer, frame.words))
        reason = attrgetter("reason") if frame.as_json else partial(sentence, words=frame.words)
        refused = [
            {"sheet": fault.sheet, "row": fault.row, "column": fault.column, "reason": reason(fault)}
            for fault in imported.refused
        ]
        return {"taken": imported.taken, "known": imported.known, "refused": refused, "unread": imported.book.unread}


def _what_now(imported: Imported, answer: Path | None, words: Translator) -> Iterator[str]:
    """Yield what is to be done after an import."""
    if not imported.answers:
        yield words.say("done.import_nothing")
    if lines := imported.rows("refused"):
        yield words.say("done.import_refused", count=lines)
    if answer is not None:
        yield words.say("done.import_answer", file=answer)


def _add_export(group: click.Group) -> None:
    @command(group, "export", "export")
    @folder_argument
    @click.argument("out", type=FILE)
    @option("--local", is_flag=True)
    def export(frame: Frame, folder: Path, out: Path, local: bool) -> Any:
        from fupin_desk.acts.desk.files import check_free
        from fupin_desk.acts.ledger import export_ledger

        check_free(out)
        with frame.desk(folder) as desk:
            done = export_ledger(desk, out, frame.language_said or OFFICIAL, local)
        return {"file": str(done.file), "rows": done.rows, "left_out": done.left_out}


def _add_schema(group: click.Group) -> None:
    @command(group, "schema", "schema")
    @click.argument("kind", required=False)
    def schema(_frame: Frame, kind: str | None) -> Any:
        from fupin_desk.kinds.schema import schema_of, schemas

        return schemas() if kind is None else schema_of(kind)


def _add_writing(record: click.Group) -> None:
    @command(record, "put", "record_put")
    @folder_argument
    @click.argument("kind")
    @click.argument("file", required=False, type=FILE, default="-")
    def put(frame: Frame, folder: Path, kind: str, file: Path) -> Any:
        from fupin_desk.acts.records.commands import put_records, read_text

        text = sys.stdin.buffer.read() if str(file) == "-" else read_text(file)
        with frame.desk(folder) as desk:
            return {"ids": put_records(desk, kind, text)}

    @command(record, "void", "record_void")
    @folder_argument
    @click.argument("kind")
    @click.argument("record_id", metavar="ID")
    @option("--reason", required=True)
    def void(frame: Frame, folder: Path, kind: str, record_id: str, reason: str) -> Any:
        from fupin_desk.acts.records.commands import void_record

        with frame.desk(folder) as desk:
            return {"id": void_record(desk, kind, record_id, reason)}

    @command(record, "restore", "record_restore")
    @folder_argument
    @click.argument("kind")
    @click.argument("record_id", metavar="ID")
    @option("--reason", required=True)
    def restore(frame: Frame, folder: Path, kind: str, record_id: str, reason: str) -> Any:
        from fupin_desk.acts.records.commands import restore_record

        with frame.desk(folder) as desk:
            return {"id": restore_record(desk, kind, record_id, reason)}


def _add_taking_back(record: click.Group) -> None:
    @command(record, "undo", "record_undo")
    @folder_argument
    @click.argument("kind")
    @click.argument("record_id", metavar="ID")
    def undo(frame: Frame, folder: Path, kind: str, record_id: str) -> Any:
        from fupin_desk.acts.records.commands import undo_record

        with frame.desk(folder) as desk:
            return {"id": undo_record(desk, kind, record_id)}

    @command(record, "redo", "record_redo")
    @folder_argument
    @click.argument("kind")
    @click.argument("record_id", metavar="ID")
    def redo(frame: Frame, folder: Path, kind: str, record_id: str) -> Any:
        from fupin_desk.acts.records.commands import redo_record

        with frame.desk(folder) as desk:
            return {"id": redo_record(desk, kind, record_id)}

    @command(record, "erase", "record_erase")
    @folder_argument
    @click.argument("kind")
    @click.argument("record_id", metavar="ID")
    def erase(frame: Frame, folder: Path, kind: str, record_id: str) -> Any:
        from fupin_desk.acts.records.commands import erase_record

        with frame.desk(folder) as desk:
            return {"erased": erase_record(desk, kind, record_id)}


def _add_reading(record: click.Group) -> None:
    @command(record, "get", "record_get")
    @folder_argument
    @click.argument("kind")
    @click.argument("record_id", metavar="ID")
    def get(frame: Frame, folder: Path, kind: str, record_id: str) -> Any:
        from fupin_desk.acts.records.commands import get_record

        with frame.desk(folder) as desk:
            return get_record(desk, kind, record_id)


def _add_list(record: click.Group) -> None:
    @command(record, "list", "record_list")
    @folder_argument
    @click.argument("kind")
    @option("--all", "everything", is_flag=True)
    @option("--sort", metavar="COLUMN")
    @option("--where", multiple=True, metavar="FIELD=VALUE")
    @option("--find", metavar="TEXT")
    @option("--problems", multiple=True, type=click.Choice(("breach", "clash", "gap", "none")))
    @option("--money-open", is_flag=True)
    @option("--to-send", is_flag=True)
    @option("--limit", type=click.IntRange(min=1))
    def list_(frame: Frame, folder: Path, kind: str, everything: bool, limit: int | None, **asked: Any) -> Any:
        from fupin_desk.acts.records.commands import list_records

        with frame.desk(folder) as desk:
            if any(asked.values()):
                if everything:
                    raise click.UsageError(frame.words.say("usage.one_of_two", one="--all", other="--sort …"))
                return _listed(frame, desk, kind, limit, asked)
            return list_records(desk, kind, voided=everything)[:limit]


def _listed(frame: Frame, desk: Desk, kind: str, limit: int | None, given: Mapping[str, Any]) -> Any:
    """Return what a list shows that is sorted or filtered: of kinds that have a list in the window."""
    from fupin_desk.acts.views.listing import Asked, filters_of, orders_of, records_asked
    from fupin_desk.kinds import kind_spec
    from fupin_desk.kinds.pages import PAGES

    spec = PAGES.get(kind_spec(kind).kind)
    if spec is None:
        raise click.UsageError(frame.words.say("usage.not_one_of", what="KIND", choices=", ".join(PAGES)))
    _one_of(frame, "--sort", (given["sort"] or "").removeprefix("-"), ("", *orders_of(spec, desk.role)))
    fields: dict[str, list[Any]] = {}
    for pair in given["where"]:
        name, equals, value = pair.partition("=")
        _one_of(frame, "--where", name if equals else pair, filters_of(spec, desk.role))
        fields.setdefault(name, []).append(_value(spec.kind, name, value))
    asked = Asked(
        text=given["find"] or "",
        fields={name: tuple(values) for name, values in fields.items()},
        levels=given["problems"],
        money_open=given["money_open"],
        to_send=given["to_send"],
        order=given["sort"] or "",
    )
    return records_asked(desk, spec, asked, frame.language, limit)


def _one_of(frame: Frame, what: str, written: str, choices: Sequence[str]) -> None:
    if written not in choices:
        listed = ", ".join(filter(None, choices))
        raise click.UsageError(frame.words.say("usage.not_one_of", what=what, choices=listed))


def _value(kind: str, name: str, written: str) -> Any:
    """Return what a filter asks for: nothing written is an empty field."""
    from fupin_desk.kinds import kind_spec

    field = kind_spec(kind).fields.get(name)
    yes_no = field is not None and field.field.shape.yes_no
    return {"true": True, "false": False}.get(written, written or None) if yes_no else written or None


def _add_check(group: click.Group) -> None:
    @command(group, "check", "check")
    @folder_argument
    @option("--on", callback=day_said)
    def check(frame: Frame, folder: Path, on: date | None) -> Any:
        from fupin_desk.acts.policy.check import check_desk

        with frame.desk(folder) as desk:
            findings = check_desk(desk, on or frame.today())
        return [
            {
                "rule": finding.rule,
                "clause": finding.clause,
                "level": str(finding.level),
                "kind": finding.kind,
                "id": finding.id,
                "facts": finding.facts,
            }
            for finding in findings
        ]
