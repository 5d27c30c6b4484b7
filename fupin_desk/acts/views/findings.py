"""What policy sees now, whose household each finding is about, and what was said to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from fupin_desk.acts.conflicts.clash import Clash
from fupin_desk.acts.conflicts.clashes import clashes_kept
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.people import openers
from fupin_desk.acts.policy.kept import findings_kept
from fupin_desk.acts.records.filling import new_id
from fupin_desk.acts.records.names import names
from fupin_desk.domain.findings import Finding, Level
from fupin_desk.domain.languages import in_one
from fupin_desk.kinds import KINDS
from fupin_desk.store import Reader
from fupin_desk.words.bidi import PARTED

Seen = tuple[list[Finding], dict[str, list[Finding]]]
"""Every finding, and for each household those about it or about what belongs to it."""


def findings_now(desk: Desk, on: date) -> Seen:
    """Return everything that policy sees, and what clashes."""
    with desk.vault.reading() as reader:
        clashes = clashes_found(reader, clashes_kept(desk).at(reader, on))
        findings = [*findings_kept(desk).at(reader, on), *clashes]
        return findings, _by_household(reader, findings)


def findings_after(desk: Desk, before: Seen) -> Seen:
    """Return what is seen at once after something was saved.

    Where it takes long to tell (after an import), what was seen before stays until it is told (``findings_now``).
    """
    on = desk.today()
    with desk.vault.reading() as reader:
        seen, clashes = findings_kept(desk).at_once(reader, on), clashes_kept(desk).at_once(reader, on)
        if seen is None:
            seen = [finding for finding in before[0] if finding.level is not Level.CLASH]
        if clashes is None:
            clashing = [finding for finding in before[0] if finding.level is Level.CLASH]
        else:
            clashing = clashes_found(reader, clashes)
        findings = [*seen, *clashing]
        return findings, _by_household(reader, findings)


def clashes_found(reader: Reader, clashes: Iterable[Clash]) -> list[Finding]:
    """Return clashes as findings: each record has one of its own, beside its field, which names the others."""
    clashes = list(clashes)
    called = _called(reader, {(clash.kind, record) for clash in clashes for record in clash.records})
    return [
        Finding(
            rule="clash",
            clause="",
            level=Level.CLASH,
            kind=clash.kind,
            id=record,
            facts={
                "case": clash.clash,
                "kind": clash.kind,
                "field": clash.field,
                "ids": [other for other in clash.records if other != record],
                "others": [called.get(other, "") for other in clash.records if other != record],
            },
            field=clash.field,
        )
        for clash in clashes
        for record in clash.records
    ]


def _called(reader: Reader, records: Collection[tuple[str, str]]) -> dict[str, str]:
    """Return what records are called; a person together with whose household they live in."""
    called: dict[str, str] = {}
    for kind in {kind for kind, _record in records}:
        ids = [record for of, record in records if of == kind]
        called |= names(reader, kind, ids)
        if kind == "member":
            homes = {
                stored.id: str(stored.values["household"] or "") for stored in reader.list(kind, where={"id": ids})
            }
            whose = names(reader, "household", homes.values())
            called |= {
                member: in_one(filter(None, (called[member], whose.get(home))), PARTED)
                for member, home in homes.items()
            }
    return called


def _by_household(reader: Reader, findings: Collection[Finding]) -> dict[str, list[Finding]]:
    by_household: dict[str, list[Finding]] = {}
    for kind in {finding.kind for finding in findings} & KINDS.keys():
        about = [finding for finding in findings if finding.kind == kind]
        belongs = reader.households_of(kind, {finding.id for finding in about})
        for finding in about:
            for household in belongs.get(finding.id, ()):
                by_household.setdefault(household, []).append(finding)
    return by_household


def explanation_of(desk: Desk, finding: Finding) -> tuple[str, str]:
    """Return the id of what was said to a finding, or one for what is about to be, and who is at the desk."""
    with desk.vault.reading() as reader:
        about = {"rule": finding.rule, "of_kind": finding.kind, "of": finding.id}
        explanations = [stored.id for stored in reader.list("explanation", where=about, order="-id", limit=1)]
        for kind, record in reader.drafts() if not explanations else ():
            if kind == "explanation" and about.items() <= reader.draft(kind, record).items():
                explanations.append(record)  # begun, and the lights went out before it was kept
    by = next((opener.name for opener in openers(desk) if opener.here), "")
    return (explanations[0] if explanations else new_id(desk)), by
