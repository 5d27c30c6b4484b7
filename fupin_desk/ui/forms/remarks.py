"""Findings beside the fields they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from fupin_desk.acts.views.beside import beside_fields
from fupin_desk.domain.findings import Finding, Level
from fupin_desk.ui.forms.field_box import FieldBox, RemarkLink
from fupin_desk.ui.navigation import open_field
from fupin_desk.ui.session import Session
from fupin_desk.words import Translator

WEIGHT = {"breach": 0, "clash": 1, "gap": 2, "note": 3, "not_judged": 4}


def why(words: Translator, finding: Finding) -> str:
    """Return clause, what would mend it, what it rests on and whether somebody compared that with the text.

    A clash rests on no clause: it cannot be, whatever a policy says.
    """
    if finding.level is Level.CLASH:
        return words.mend(finding)
    lines = [
        words.say("window.clause", clause=words.clause(finding.clause)),
        words.mend(finding),
        words.say("finding.rests_on", sources=words.sources(finding.source)),
        "" if finding.verified else words.say("finding.not_verified"),
        words.say("window.explained", words=finding.explained) if finding.explained else "",
    ]
    return "\n".join(line for line in lines if line)


def remark_fields(
    session: Session,
    boxes: Mapping[str, FieldBox],
    record: tuple[str, str],
    findings: Sequence[Finding] | None,
    missing: Collection[str],
) -> None:
    """Show the findings about a record beside its fields, the gravest first; and what it is not complete without.

    ``record`` is its kind and id.
    """
    about: dict[str, list[Finding]] = {}
    for finding in session.findings if findings is None else findings:
        if finding.id == record[1] and finding.field:
            about.setdefault(finding.field, []).append(finding)
    words, beside = session.words, beside_fields(session.desk, *record)
    for name, box in boxes.items():
        if name in beside:
            key, facts = beside[name]
            box.remark(words.say(key, **facts), "gap", "")
            continue
        ordered = sorted(about.get(name, ()), key=lambda finding: WEIGHT[finding.level.value])
        if not ordered and name in missing:
            box.remark(words.say("window.missing_here"), "gap", "")
            continue
        sentences = "\n".join(dict.fromkeys(words.finding(finding) for finding in ordered))
        reasons = "\n\n".join(why(words, finding) for finding in ordered)
        box.remark(sentences, ordered[0].level.value if ordered else "note", reasons, _links(session, ordered))


def _links(session: Session, findings: Sequence[Finding]) -> list[RemarkLink]:
    """Return the ways to the other records of a clash, by what they are called."""
    return [
        (name, partial(open_field, session, finding.kind, record, finding.field or ""))
        for finding in findings
        if finding.level is Level.CLASH
        for record, name in zip(finding.facts["ids"], finding.facts["others"], strict=True)
    ]
