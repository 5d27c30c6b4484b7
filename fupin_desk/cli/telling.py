"""What a command gives back, told in words for the person at the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from fupin_desk.domain.findings import Finding
from fupin_desk.words import Translator

CODES = {"reasons": "verified", "role": "certificate_role", "kind": "code.notice_kind", "proves": "proves"}
"""Under which key the codes of an answer are said, where it is not ``answer.<name>``."""
RECORDS = frozenset({"record_get", "record_list"})
"""What answers with records."""


def told(words: Translator, key: str, value: Any, kind: str | None = None) -> Iterator[str]:
    """Yield an answer in words: the command's own sentence if it has one, then what it found, a line each.

    ``kind`` is the kind of the records that were asked for, where they were.
    """
    known = words.has(f"done.{key}")
    if known:
        facts = value if isinstance(value, dict) else {"count": len(value)}
        yield words.say(f"done.{key}", **facts)
    if key == "history":
        yield from _steps(words, value)
    elif key == "check":
        yield from _findings(words, value)
    elif key in RECORDS and kind is not None:
        yield from _records(words, kind, [value] if key == "record_get" else value)
    elif known and isinstance(value, dict):
        yield from _lines(words, {name: records for name, records in value.items() if isinstance(records, list)})
    else:
        yield from _lines(words, value)


def _records(words: Translator, kind: str, records: list[dict[str, Any]]) -> Iterator[str]:
    """Tell records as the window shows them; what they are based on (``_seen``) is for scripts."""
    from fupin_desk.acts.notices.reciting import recited
    from fupin_desk.kinds import kind_spec

    fields = kind_spec(kind).fields
    for record in records:
        for name in (name for name in record if not name.startswith("_")):
            field = fields.get(name)
            shown = recited(kind, name, record, words.language)
            if shown is None:
                shown = _shown(words, name, record[name]) if field is None else words.value(field, record[name])
            yield f"{words.field(kind, name)}: {shown}"
        disputed = [words.field(kind, name) for name in record.get("_disputed", ())]
        if disputed:
            yield f"{words.say('answer.disputed')}: {words.listing(disputed)}"
        yield ""


def _steps(words: Translator, steps: list[dict[str, Any]]) -> Iterator[str]:
    """Tell the steps of the desk, a line each: the number it goes by, when, what, and whether it stands."""
    from fupin_desk.acts.views.step_words import moment

    for step in steps:
        said = step["said"] if step["by"] is None else words.say("window.steps.by", what=step["said"], name=step["by"])
        shown = words.say("window.steps.undone", what=said) if step["undone"] else said
        yield f"{step['step']:>6}  {moment(step['at'])}  {shown}"


def _findings(words: Translator, findings: list[dict[str, Any]]) -> Iterator[str]:
    from fupin_desk.kinds.judging import BY_NAME

    for row in findings:
        finding = msgspec.convert(row, Finding)
        yield ""
        level, clause = words.say(f"level.{finding.level}"), words.clause(finding.clause)
        yield f"{level}  {clause}  {words.kind(finding.kind)} {finding.id}"
        yield f"  {words.finding(finding)}"
        yield f"  {words.mend(finding)}"
        rule = BY_NAME[finding.rule]
        sources = words.say("finding.rests_on", sources=words.sources(rule.source))
        yield f"  {sources}" if rule.verified else f"  {sources} ({words.say('finding.not_verified')})"


def _lines(words: Translator, value: Any, indent: str = "", name: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner, value_inside in value.items():
            label = words.say(f"answer.{inner}") if words.has(f"answer.{inner}") else inner
            if not isinstance(value_inside, (Mapping, list)):
                yield f"{indent}{label}: {_shown(words, inner, value_inside)}"
            elif value_inside:
                yield f"{indent}{label}:"
                yield from _lines(words, value_inside, indent + "  ", inner)
    elif isinstance(value, list):
        for item in value:
            yield from _lines(words, item, indent, name)
            if isinstance(item, Mapping):
                yield ""
    else:
        yield f"{indent}{_shown(words, name, value)}"


def _shown(words: Translator, name: str, value: Any) -> str:
    if name == "refused":
        return words.yes_no(value is not None)  # why, stands on standard error in a sentence
    if value is None:
        return "—"
    if isinstance(value, bool):
        return words.yes_no(value)
    key = f"{CODES.get(name, f'answer.{name}')}.{value}"
    return words.say(key) if words.has(key) else str(value)
