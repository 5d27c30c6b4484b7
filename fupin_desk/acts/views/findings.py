"""What policy sees now, whose household each finding is about, and what was said to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from fupin_desk.acts.conflicts.clashes import WATCHED, Clash, all_clashes, clashes_around
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

OF_PEOPLE = ("second_head", "no_head", "head_elsewhere", "birth_differs")
Seen = tuple[list[Finding], dict[str, list[Finding]]]
"""Every finding, and for each household those about it or about what belongs to it."""


def findings_now(desk: Desk, on: date) -> Seen:
    """Return everything that policy sees, and what clashes."""
    with desk.vault.reading() as reader:
        findings = [*findings_kept(desk).at(reader, on), *clashes_found(reader, all_clashes(reader))]
        return findings, _by_household(reader, findings)


def findings_after(desk: Desk, before: Seen, kind: str, record: str) -> Seen:
    """Return what is seen at once after one record was saved: what policy sees now, and what clashes with the record.

    Where policy has to look at everything (on a new day, after an import), what it saw stays until it has
    (``findings_now``), as do clashes of other records.
    """
    with desk.vault.reading() as reader:
        seen = findings_kept(desk).at_once(reader, desk.today())
        if seen is None:
            seen = [finding for finding in before[0] if finding.level is not Level.CLASH]
        findings = [*seen, *_clashes_after(reader, before[0], kind, record)]
        return findings, _by_household(reader, findings)


def _clashes_after(reader: Reader, before: Iterable[Finding], kind: str, record: str) -> list[Finding]:
    """Return the clashes there were, with those of one record as they are now."""
    clashes = [finding for finding in before if finding.level is Level.CLASH]
    if kind not in WATCHED:
        return clashes
    fresh = clashes_found(reader, clashes_around(reader, kind, record))
    homes = reader.households_of(kind, [record])[record] if kind != "entity" else ()
    people = reader.list("member", where={"household": list(homes)}, voided=True) if homes else []
    home = {*homes, *(stored.id for stored in people)}
    stay = [finding for finding in clashes if _elsewhere(finding, record, home)]
    return [*stay, *(finding for finding in fresh if finding not in stay)]


def _elsewhere(finding: Finding, record: str, home: Collection[str]) -> bool:
    """Return whether a clash has nothing to do with the record, nor with who lives in the same household."""
    mine = record in (finding.id, *finding.facts["ids"])
    return not mine and (finding.facts["case"] not in OF_PEOPLE or finding.id not in home)


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
