"""Loans (贷款) to households and entities, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.beside import one_of_two
from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, code, count, day, fen, ppm, ref, text, yes
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.traits import Asks, Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed, NobodysIf

LOAN_KIND = CodeList("loan_kind", ("micro", "project", "start_up", "re_lending", "entity"))
LOAN_SECURITY = CodeList("loan_security", ("none", "guarantee", "collateral", "both"))
LOAN_USE = CodeList("loan_use", ("production", "turnover", "living", "building", "debts", "other"))
LOAN_USER = CodeList("loan_user", ("borrower", "pooled", "invested", "entity"))
"""Who uses the money: the borrower; a cooperative in which the borrower pools it and takes part; an entity into which
it is put for a return; an entity in the borrower's place (户贷企用)."""
PARTICIPATION = CodeList("participation", ("works", "decides", "delivers", "none"))
LOAN_EVENT = CodeList(
    "loan_event", ("repaid", "interest_paid", "renewed", "extended", "repriced", "overdue", "compensated")
)
ELSEWHERE = ("pooled", "invested", "entity")
PAID = ("kind", ("repaid", "interest_paid", "renewed", "overdue", "compensated"))
RENEWED = ("kind", ("renewed",))
AGAIN = ("kind", ("renewed", "extended"))
REPRICED = ("kind", ("renewed", "extended", "repriced"))
LONGEST = 600
"""Months a loan may run for: fifty years are longer than any there is."""
LENT = (50_000, 10**10)
"""What is lent as a rule, in fen: 3 is more likely 3万元 than three yuan."""
RATES = (10_000, 240_000)
"""Rates a year as a rule: below 1 % it is one a month, and above 24 % courts gave no interest (法释〔2015〕18号 26)."""
TERMS = (6, 240)
"""Months a loan runs for as a rule: 3 is more likely three years."""


class Loan(Record, frozen=True, kw_only=True):
    """A loan of a bank to a household or an entity (五(二)).

    Always true:

    * it has one borrower, of a micro-loan a household: an entity's would escape what a household may owe;
    * what is owed of it is derived from its events, never typed.
    """

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    at_most = (("signed_on", "drawn_on", "turned_round"),)
    traits = Traits(
        place=143,
        called=("contract_number", "household | entity"),
        prefix=None,
        found_by={"contract_number": "number"},
        only_one={},
        asks=Asks("loan", ("household",)),
        placed=Placed("loans"),
        same=Same(
            (Key(("contract_number",), agree=("bank",)),),
            stays=("kind", "household", "entity"),
            sum_of=("kind", "bank", "entity", "principal_fen", "signed_on"),
        ),
        sheet=LedgerSheet(
            "loans",
            "kind !contract_number @household @head @entity @bank signed_on drawn_on principal_fen rate_ppm months "
            "term_reason security used_for used_by @used_by_entity participation subsidised risk_fund",
            needs="household|head|entity contract_number",
            cited=("contract_number",),
        ),
        cited_by=("contract_number",),
        about=(),
        erased="asked",
        kept="account",
        by_hand=True,
        travels=AsAgreed(nobodys=(NobodysIf("entity"),)),
    )

    kind: Annotated[str | None, code(PUBLIC, LOAN_KIND, required=True)] = None
    contract_number: Annotated[str | None, text(PRIVATE, 40, required=True)] = None
    """The bank's. It leads a clerk of the bank to the borrower: an erasure takes it."""
    household: Annotated[str | None, ref(PRIVATE, "household")] = None
    entity: Annotated[str | None, ref(PUBLIC, "entity")] = None
    """The borrower, where it is an entity."""
    bank: Annotated[str | None, ref(PUBLIC, "entity", required=True)] = None
    signed_on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    drawn_on: Annotated[date | None, day(PUBLIC, past=True)] = None
    """Empty: on the day it was signed."""
    principal_fen: Annotated[int | None, fen(PUBLIC, usual=LENT, required=True)] = None
    rate_ppm: Annotated[int | None, ppm(PUBLIC, usual=RATES, required=True)] = None
    months: Annotated[int | None, count(PUBLIC, least=1, most=LONGEST, usual=TERMS, required=True, unit="month")] = None
    """The term as signed; what was extended is an event."""
    term_reason: Annotated[str | None, text(PRIVATE, 200)] = None
    """Why it runs longer than usual: the industry's cycle."""
    security: Annotated[str | None, code(PUBLIC, LOAN_SECURITY, required=True)] = None
    used_for: Annotated[str | None, code(PRIVATE, LOAN_USE, required=True)] = None
    used_by: Annotated[str | None, code(PRIVATE, LOAN_USER, required=True)] = None
    used_by_entity: Annotated[str | None, ref(PRIVATE, "entity", only=("used_by", ELSEWHERE))] = None
    participation: Annotated[str | None, code(PRIVATE, PARTICIPATION, only=("used_by", ("pooled",)))] = None
    """How the borrower takes part in what the money was pooled in."""
    subsidised: Annotated[bool | None, yes(PUBLIC)] = None
    """Whether public funds pay interest on it (财政贴息)."""
    risk_fund: Annotated[bool | None, yes(PUBLIC)] = None
    """Whether a risk compensation fund stands behind it."""

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        yield from one_of_two(values, "household", "entity")
        if values.get("kind") == "micro" and values.get("entity"):
            yield Contradiction(("entity", "kind"), "micro_of_entity")


class LoanEvent(Record, frozen=True, kw_only=True):
    """What became of a loan on a day: money paid back, a longer term, another rate, a default."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    traits = Traits(
        place=146,
        called=("loan", "on"),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("loan",)),
        same=Same(
            (Key(("loan", "kind", "on", "amount_fen"), needs=3),),
        ),
        sheet=LedgerSheet(
            "loan_events",
            "!@loan !kind !on amount_fen months rate_ppm reason @renews",
            needs="loan kind on",
        ),
        cited_by=(),
        about=("loan",),
        erased="along",
        kept="account",
        by_hand=True,
        travels=AsAgreed(follows="loan"),
    )

    loan: Annotated[str | None, ref(PUBLIC, "loan", required=True)] = None
    kind: Annotated[str | None, code(PUBLIC, LOAN_EVENT, required=True)] = None
    on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    amount_fen: Annotated[int | None, fen(PUBLIC, only=PAID)] = None
    """What was paid; of a renewal the principal from then on; of a default what was not paid by its day."""
    months: Annotated[int | None, count(PUBLIC, least=1, most=LONGEST, only=AGAIN, unit="month")] = None
    """Of an extension how many are added; of a renewal the new term."""
    rate_ppm: Annotated[int | None, ppm(PUBLIC, usual=RATES, only=REPRICED)] = None
    """From then on; empty: as before."""
    reason: Annotated[str | None, text(PRIVATE, 200, only=AGAIN)] = None
    """Why it was extended: what the borrower is not answerable for."""
    renews: Annotated[str | None, ref(PUBLIC, "loan", only=RENEWED)] = None
    """The loan in whose place this one stands from that day on; empty where the same contract goes on."""


RECORDS: tuple[type[Record], ...] = (Loan, LoanEvent)
"""The kinds of record of this subject."""
