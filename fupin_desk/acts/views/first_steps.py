"""What a desk that is new has to do first; a step is done when it is really so, and the list goes when all are."""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.acts.desk import ROOT_FILE, Desk
from fupin_desk.acts.desk.people import has_sheet
from fupin_desk.store import Reader
from fupin_desk.subjects.office.setting import Setting

KEPT = "first_steps.certificate_kept"
"""Day on which somebody said that certificate and fingerprint are kept apart from this machine; and who."""


@dataclass(frozen=True)
class FirstStep:
    """One of them."""

    name: str
    """A code: ``window.first.<name>`` says what is to be done."""
    done: bool


def first_steps(desk: Desk) -> list[FirstStep]:
    """Return the steps of a desk's role, in the order in which one takes them; none where all are done."""
    with desk.vault.reading() as reader:
        steps = _of_office(desk, reader) if desk.role == "office" else _of_village(reader)
    return [] if all(step.done for step in steps) else steps


def certificate_facts(desk: Desk) -> dict[str, str]:
    """Return what an office is to keep: where its certificate lies, and the fingerprint."""
    return {"file": str(desk.folder / ROOT_FILE), "fingerprint": desk.certificate("root").fingerprint}


def note_certificate_kept(desk: Desk) -> None:
    """Note that certificate and fingerprint are kept on paper, apart from this machine: nobody else can know it."""
    with desk.writing() as work:
        work.set_value(KEPT, {"on": desk.today().isoformat(), "by": desk.person})


def _of_office(desk: Desk, reader: Reader) -> list[FirstStep]:
    wages = [
        setting
        for setting in reader.records_of(Setting)
        if (setting.figure or "").startswith("minimum_wage") and setting.value
    ]
    return [
        FirstStep("certificate", reader.get_value(KEPT) is not None),
        FirstStep("sheet", has_sheet(desk)),
        FirstStep("minimum_wage", bool(wages)),
        FirstStep("villages", bool(reader.desks() or reader.values_under("invitation."))),
        FirstStep("taken", bool(reader.bundles(made=False))),
    ]


def _of_village(reader: Reader) -> list[FirstStep]:
    return [
        FirstStep("joined", reader.get_value("certificate.own") is not None),
        FirstStep("household", bool(reader.count("household"))),
        FirstStep("notice", bool(reader.count("notice"))),
        FirstStep("carried", bool(reader.bundles(made=True))),
    ]
