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
        found = [*findings_kept(desk).at(reader, on), *clashes_found(reader, all_clashes(reader))]
        return found, _by_household(reader, found)


def findings_after(desk: Desk, before: Seen, kind: str, record: str) -> Seen:
    """Return what is seen at once after one record was saved: what policy sees now, and what clashes with the record.

    Where policy has to look at everything (on a new day, after an import), what it saw stays until it has
    (``findings_now``), as do clashes of other records.
    """
    with desk.vault.reading() as reader:
        seen = findings_kept(desk).at_once(reader, desk.today())
        if seen is None:
            seen = [one for one in before[0] if one.level is not Level.CLASH]
        found = [*seen, *_clashes_after(reader, before[0], kind, record)]
        return found, _by_household(reader, found)


def _clashes_after(reader: Reader, before: Iterable[Finding], kind: str, record: str) -> list[Finding]:
    """Return the clashes there were, with those of one record as they are now."""
    clashes = [one for one in before if one.level is Level.CLASH]
    if kind not in WATCHED:
        return clashes
    fresh = clashes_found(reader, clashes_around(reader, kind, record))
    homes = reader.households_of(kind, [record])[record] if kind != "entity" else ()
    people = reader.list("member", where={"household": list(homes)}, voided=True) if homes else []
    home = {*homes, *(one.id for one in people)}
    stay = [one for one in clashes if _elsewhere(one, record, home)]
    return [*stay, *(one for one in fresh if one not in stay)]


def _elsewhere(one: Finding, record: str, home: Collection[str]) -> bool:
    """Return whether a clash has nothing to do with the record, nor with who lives in the same household."""
    mine = record in (one.id, *one.facts["ids"])
    return not mine and (one.facts["case"] not in OF_PEOPLE or one.id not in home)


def clashes_found(reader: Reader, clashes: Iterable[Clash]) -> list[Finding]:
    """Return clashes as findings: each record has one of its own, beside its field, which names the others."""
    clashes = list(clashes)
    called = _called(reader, {(one.kind, record) for one in clashes for record in one.records})
    return [
        Finding(
            rule="clash",
            clause="",
            level=Level.CLASH,
            kind=one.kind,
            id=record,
            facts={
                "case": one.clash,
                "kind": one.kind,
                "field": one.field,
                "ids": [other for other in one.records if other != record],
                "others": [called.get(other, "") for other in one.records if other != record],
            },
            field=one.field,
        )
        for one in clashes
        for record in one.records
    ]


def _called(reader: Reader, records: Collection[tuple[str, str]]) -> dict[str, str]:
    """Return what records are called; a person together with whose household they live in."""
    found: dict[str, str] = {}
    for kind in {kind for kind, _record in records}:
        ids = [record for of, record in records if of == kind]
        found |= names(reader, kind, ids)
        if kind == "member":
            homes = {one.id: str(one.values["household"] or "") for one in reader.list(kind, where={"id": ids})}
            whose = names(reader, "household", homes.values())
            found |= {one: in_one(filter(None, (found[one], whose.get(home))), PARTED) for one, home in homes.items()}
    return found


def _by_household(reader: Reader, found: Collection[Finding]) -> dict[str, list[Finding]]:
    by_household: dict[str, list[Finding]] = {}
    for kind in {finding.kind for finding in found} & KINDS.keys():
        about = [finding for finding in found if finding.kind == kind]
        belongs = reader.households_of(kind, {finding.id for finding in about})
        for finding in about:
            for household in belongs.get(finding.id, ()):
                by_household.setdefault(household, []).append(finding)
    return by_household


def explanation_of(desk: Desk, finding: Finding) -> tuple[str, str]:
    """Return the id of what was said to a finding, or one for what is about to be, and who is at the desk."""
    with desk.vault.reading() as reader:
        about = {"rule": finding.rule, "of_kind": finding.kind, "of": finding.id}
        said = [one.id for one in reader.list("explanation", where=about, order="-id", limit=1)]
        for kind, record in reader.drafts() if not said else ():
            if kind == "explanation" and about.items() <= reader.draft(kind, record).items():
                said.append(record)  # begun, and the lights went out before it was kept
    by = next((one.name for one in openers(desk) if one.here), "")
    return (said[0] if said else new_id(desk)), by
