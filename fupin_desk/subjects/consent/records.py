"""What a household, or one of its members, agreed to."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fupin_desk.domain.codes import CONSENT_PURPOSE, LANGUAGE, NOTICE_KIND, VOIDED, CodeList
from fupin_desk.domain.fields import LOCAL, PRIVATE, code, day, ref, special, text
from fupin_desk.domain.open_list import OpenList
from fupin_desk.domain.record import Record
from fupin_desk.domain.shapes import DIGEST
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed, Known

AGREED_TO = OpenList("consent.about")
"""Kinds of record that an agreement can be to: those that ask for one (``Traits.asks``), and what a notice with names
on it is about (``kinds/__init__.py``)."""
CONSENT_HOW = CodeList("consent_how", ("signed", "thumb_printed", "spoken_before_witness"))


class Consent(Record, frozen=True, kw_only=True):
    """What a household or one of its members agreed to, who asked, when and how; it can be withdrawn at any time.

    There is no record of a refusal, and a withdrawal never leaves the laptops of the village.
    """

    owner: ClassVar[str | None] = "household"
    at_most = (("on", "withdrawn_on", "withdrawn_before"), ("on", "until", "turned_round"))
    traits = Traits(
        place=150,
        called=("household", "on"),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("household",)),
        same=Same(
            (Key(("household", "to", "on", "member", "about", "notice_kind"), needs=3),),
            tied_by="household",
        ),
        sheet=LedgerSheet(
            "consents",
            "!@household @head @member !to @about notice_kind asked_by how witness !on until language",
            needs="household|head to on",
        ),
        cited_by=(),
        about=("member",),
        erased="asked",
        kept="nothing",
        travels=AsAgreed(),
        by_hand=True,
    )

    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    member: Annotated[str | None, ref(PRIVATE, "member")] = None
    """Who agreed, where it was one person for themselves (a worker to their own job)."""
    to: Annotated[str | None, code(PRIVATE, CONSENT_PURPOSE, required=True)] = None
    about: Annotated[str | None, ref(PRIVATE, open_to=AGREED_TO)] = None
    notice_kind: Annotated[str | None, code(PRIVATE, NOTICE_KIND, only=("to", ("notice_name",)))] = None
    asked_by: Annotated[str | None, text(PRIVATE, 60, required=True, of_person=True)] = None
    how: Annotated[str | None, code(PRIVATE, CONSENT_HOW, required=True)] = None
    witness: Annotated[str | None, text(PRIVATE, 60, of_person=True, only=("how", ("spoken_before_witness",)))] = None
    """Chosen by the person: not an employer, not an official."""
    on: Annotated[date | None, day(PRIVATE, past=True, required=True)] = None
    until: Annotated[date | None, day(PRIVATE)] = None
    language: Annotated[str | None, code(LOCAL, LANGUAGE, required=True, one_at_a_time=True)] = None
    withdrawn_on: Annotated[date | None, day(LOCAL, past=True, keeps_no=True)] = None
    paper: Annotated[str | None, special(DIGEST, LOCAL)] = None
    """SHA-256 of the scanned paper, which stays on the laptop."""
    voided: Annotated[str | None, code(LOCAL, VOIDED, keeps_no=True, own_act="own_act")] = None
    """As of every record, but LOCAL: that an agreement was taken out, the county does not learn."""

    @property
    def recorded(self) -> bool:
        """Whether it says whose it is, who asked and how; spoken, before which witness. Without that it is none."""
        witnessed = self.how != "spoken_before_witness" or self.witness is not None
        return None not in (self.household, self.asked_by, self.how) and witnessed

    def stays(self, known: Known) -> bool:
        """Return whether it stays: one taken out of which the county never heard."""
        return not known.told and (self.voided is not None or not (known.readable or known.standing))

    def stands(self, on: date) -> bool:
        """Return whether it holds on that day: given and written down whole, not run out, not withdrawn."""
        given = self.on is not None and self.on <= on and self.voided is None and self.recorded
        return (
            given and (self.until is None or on <= self.until) and (self.withdrawn_on is None or on < self.withdrawn_on)
        )


RECORDS: tuple[type[Record], ...] = (Consent,)
"""The kinds of record of this subject."""
