"""What policy sees now, whose household each finding is about, and what was said to it."""

from __future__ import annotations

from datetime import date

from fupin_desk.acts.check import figures, judged_records
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.filling import new_id
from fupin_desk.acts.people import openers
from fupin_desk.domain.findings import Finding
from fupin_desk.domain.records import KINDS
from fupin_desk.policy.judging import judge


def findings_now(desk: Desk, on: date) -> tuple[list[Finding], dict[str, list[Finding]]]:
    """Return every finding, and for each household those about it or about what belongs to it."""
    with desk.vault.reading() as reader:
        found = judge(judged_records(reader), figures(reader), on, "village" if desk.role == "village" else "county")
        by_household: dict[str, list[Finding]] = {}
        for kind in {finding.kind for finding in found} & KINDS.keys():
            about = [finding for finding in found if finding.kind == kind]
            belongs = reader.households_of(kind, {finding.id for finding in about})
            for finding in about:
                for household in belongs.get(finding.id, ()):
                    by_household.setdefault(household, []).append(finding)
    return found, by_household


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
