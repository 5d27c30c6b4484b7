"""Linkage contracts (联结合同) and their parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.beside import one_of_two
from fupin_desk.domain.codes import INDUSTRY, LOSS_LIMIT, CodeList
from fupin_desk.domain.fields import (
    LOCAL,
    PRIVATE,
    PUBLIC,
    Purpose,
    centimu,
    code,
    count,
    day,
    fen,
    ppm,
    quantity,
    ref,
    refs,
    text,
    words,
    yes,
)
from fupin_desk.domain.record import Contradiction, Record
from fupin_desk.domain.traits import Asks, Key, LedgerSheet, Placed, Same, Traits
from fupin_desk.domain.withholding import AsAgreed

ORDER, JOB, LAND = ("terms", ("order",)), ("terms", ("job",)), ("terms", ("lease", "back_contract"))
BACK, ASSET = ("terms", ("back_contract",)), ("terms", ("asset",))
WAGES, RENTS = (1, 5_000_000), (100, 10**6)
"""What is paid as a rule: for a month, a day or a piece at most 50,000 yuan, for a mu and year 1 to 10,000."""
BEGINS = 30
"""Years ahead that something may begin of which nothing falls due until then: the term of farmland."""
PAID_YEARLY = ("terms", ("lease", "back_contract", "asset"))
LINKAGE = CodeList("linkage", ("operating", "wage", "production", "policy", "asset"))
TERMS = CodeList("terms", ("order", "job", "lease", "back_contract", "policy", "asset"))
FORM = CodeList("form", ("two_party", "three_party"))
METHOD = CodeList("method", ("share_cooperation", "order", "trusteeship", "other"))
PARTY_ROLE = CodeList(
    "party_role",
    ("household", "cooperative", "enterprise", "farm", "employer", "lessor", "lessee", "collective", "other"),
)
UNIT = CodeList("unit", ("kg", "tonne", "head", "piece", "mu", "litre", "box"))
WAGE_PER = CodeList("wage_per", ("month", "day", "piece"))
WORK_HAZARD = CodeList("work_hazard", ("none", "dangerous", "poisonous", "heaviest"))
PROMISE = CodeList("promise", ("fixed", "share", "both"))


class Contract(Record, frozen=True, kw_only=True):
    """A contract that links a household with an entity (part 四).

    Always true:

    * its parties are records of their own (``Party``);
    * its terms say which of its fields are asked for;
    * what is due under it is derived, never typed.

    The order is that in which its form asks: what was agreed comes right after the terms, what ends it last.
    """

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    at_most = (("since", "until", "turned_round"), ("signed_on|since", "ended_on", "turned_round"))
    traits = Traits(
        place=90,
        called=("number", "<party.contract/household", "<party.contract/entity"),
        prefix="C",
        found_by={"number": "number", "ledger_number": "number"},
        only_one={},
        asks=Asks("contract", ("<party.contract/household", "member/household")),
        placed=Placed("contracts"),
        same=Same((Key(("number",)), Key(("ledger_number",)))),
        sheet=LedgerSheet(
            "contracts",
            "!ledger_number linkage terms form method @household @head @entity second.role industry industry_reason "
            "signed_on since until written copy_handed_over_on copy_language_read loss_shared loss_limit "
            "product unit quantity_milli whole_output floor_price_fen technical_service risk_agreement pay_within_days "
            "@member post place hours_per_month wage_fen wage_per units_per_month paid_every_months pay_day pay_month "
            "notice_days deposit_fen papers_kept hazard night_work overtime "
            "@plots area_centimu rent_fen rent_to_household @lease onward_consent "
            "@asset promise promised_fen promised_share_ppm ended_on ended_why",
            needs="ledger_number",
            cited=("ledger_number",),
            parts={"second": "party"},
        ),
        cited_by=("ledger_number", "number"),
        about=("member", "<party.contract/household"),
        erased="along",
        kept="account",
        travels=AsAgreed(elsewhere=("lease",), ends=("ended_on",)),
        by_hand=True,
    )

    number: Annotated[str | None, text(PUBLIC, 40, required=True)] = None
    ledger_number: Annotated[str | None, text(PUBLIC, 40)] = None
    linkage: Annotated[str | None, code(PUBLIC, LINKAGE, required=True)] = None
    form: Annotated[str | None, code(PUBLIC, FORM, required=True)] = None
    method: Annotated[str | None, code(PUBLIC, METHOD)] = None
    terms: Annotated[str | None, code(PUBLIC, TERMS, required=True)] = None

    product: Annotated[str | None, text(PUBLIC, 60, only=ORDER, required=True)] = None
    unit: Annotated[str | None, code(PUBLIC, UNIT, only=ORDER, required=True)] = None
    quantity_milli: Annotated[int | None, quantity(PUBLIC, only=ORDER)] = None
    whole_output: Annotated[bool | None, yes(PUBLIC, only=ORDER)] = None
    floor_price_fen: Annotated[int | None, fen(PUBLIC, only=ORDER, required=True)] = None
    """Per unit (保底价)."""
    technical_service: Annotated[str | None, words(PUBLIC, 1000, only=ORDER, required=True)] = None
    pay_within_days: Annotated[int | None, count(PUBLIC, only=ORDER, most=3660, unit="day")] = None
    """From acceptance of a delivery; empty means the same day."""

    member: Annotated[str | None, ref(PRIVATE, "member", only=JOB, required=True)] = None
    post: Annotated[str | None, text(PUBLIC, 60, only=JOB, required=True)] = None
    place: Annotated[str | None, text(PUBLIC, 120, only=JOB, required=True)] = None
    hours_per_month: Annotated[int | None, count(PUBLIC, only=JOB, most=744, unit="hour/month")] = None
    wage_fen: Annotated[int | None, fen(PUBLIC, usual=WAGES, only=JOB, required=True)] = None
    wage_per: Annotated[str | None, code(PUBLIC, WAGE_PER, only=JOB, required=True)] = None
    units_per_month: Annotated[int | None, count(PUBLIC, only=JOB, most=100000)] = None
    """Days or pieces agreed for a month, where the wage is by day or piece."""
    notice_days: Annotated[int | None, count(PUBLIC, only=JOB, most=3660, unit="day")] = None
    deposit_fen: Annotated[int | None, fen(PUBLIC, only=JOB)] = None
    papers_kept: Annotated[bool | None, yes(PUBLIC, only=JOB)] = None
    hazard: Annotated[str | None, code(PUBLIC, WORK_HAZARD, only=JOB)] = None
    night_work: Annotated[bool | None, yes(PUBLIC, only=JOB)] = None
    overtime: Annotated[bool | None, yes(PUBLIC, only=JOB)] = None

    plots: Annotated[list[str] | None, refs(PRIVATE, "plot", only=LAND)] = None
    area_centimu: Annotated[int | None, centimu(PUBLIC, only=LAND, required=True)] = None
    rent_fen: Annotated[int | None, fen(PUBLIC, usual=RENTS, only=LAND, required=True, unit="yuan/mu/year")] = None
    """Per mu and year."""
    rent_to_household: Annotated[bool | None, yes(PUBLIC, only=LAND)] = None
    lease: Annotated[str | None, ref(PUBLIC, "contract", only=BACK, required=True)] = None
    """The lease a back-contract comes from."""
    onward_consent: Annotated[bool | None, yes(PUBLIC, only=BACK)] = None
    """Written consent of the contractor to passing the land on."""

    asset: Annotated[str | None, ref(PUBLIC, "asset", only=ASSET, required=True)] = None
    promise: Annotated[str | None, code(PUBLIC, PROMISE, only=ASSET, required=True)] = None
    promised_fen: Annotated[int | None, fen(PUBLIC, only=ASSET, unit="yuan/year")] = None
    """A year, where the promise is fixed or both."""
    promised_share_ppm: Annotated[int | None, ppm(PUBLIC, only=ASSET)] = None
    """Of the asset's income, where it is a share or both."""

    paid_every_months: Annotated[int | None, count(PUBLIC, only=JOB, least=1, most=120, unit="month")] = None
    pay_day: Annotated[
        int | None, count(PUBLIC, only=("terms", ("job", "lease", "back_contract", "asset")), least=1, most=31)
    ] = None
    """Day of the month; in a month that is shorter, its last day."""
    pay_month: Annotated[int | None, count(PUBLIC, only=PAID_YEARLY, least=1, most=12)] = None
    risk_agreement: Annotated[str | None, words(PUBLIC, 1000, only=("terms", ("order", "back_contract")))] = None

    industry: Annotated[str | None, code(PUBLIC, INDUSTRY)] = None
    industry_reason: Annotated[str | None, text(PUBLIC, 120, only=("industry", ("other",)))] = None
    loss_shared: Annotated[str | None, words(PUBLIC, 1000)] = None
    loss_limit: Annotated[str | None, code(PUBLIC, LOSS_LIMIT)] = None
    signed_on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    since: Annotated[date | None, day(PUBLIC, ahead=BEGINS, required=True)] = None
    until: Annotated[date | None, day(PUBLIC)] = None
    written: Annotated[bool | None, yes(PUBLIC)] = None
    copy_handed_over_on: Annotated[date | None, day(PRIVATE, past=True)] = None
    copy_language_read: Annotated[bool | None, yes(PRIVATE)] = None
    """Whether the copy is in a language the household reads. Which one stays with its papers, on the laptop."""
    papers: Annotated[list[str] | None, refs(PRIVATE, "paper")] = None
    ended_on: Annotated[date | None, day(PUBLIC)] = None
    ended_why: Annotated[str | None, words(LOCAL, 1000, one_at_a_time=True)] = None
    """Stays here: the county sees that a contract ended, never that somebody withdrew."""


class Party(Record, frozen=True, kw_only=True):
    """Who is bound by a contract, and as what: a household or an entity."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    traits = Traits(
        place=100,
        called=("household",),
        prefix=None,
        found_by={},
        only_one={},
        asks=None,
        placed=Placed(by=("contract",)),
        same=Same((Key(("contract", "household", "entity"), needs=1),), tied_by="contract"),
        sheet=LedgerSheet(
            "parties",
            "!@contract @household @head @entity role",
            needs="contract household|head|entity",
            tells=("household", "entity"),
        ),
        cited_by=(),
        about=(),
        erased="asked",
        kept="nothing",
        travels=AsAgreed(),
        by_hand=True,
    )

    contract: Annotated[str | None, ref(PUBLIC, "contract", required=True)] = None
    household: Annotated[str | None, ref(PRIVATE, "household")] = None
    entity: Annotated[str | None, ref(PUBLIC, "entity")] = None
    role: Annotated[str | None, code(PUBLIC, PARTY_ROLE, required=True)] = None

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[Contradiction]:
        """Yield what cannot stand together."""
        yield from one_of_two(values, "household", "entity")


RECORDS: tuple[type[Record], ...] = (Contract, Party)
"""The kinds of record of this subject."""
