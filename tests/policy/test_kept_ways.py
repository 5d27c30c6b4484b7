"""Each way that leads from one record to what is said of another is a look-up that is kept."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fupin_desk.domain.findings import Finding
from fupin_desk.domain.record import Record, kind_name
from fupin_desk.kinds.judging import judge, keep
from fupin_desk.policy.figures import Figures
from fupin_desk.subjects.consent.records import Consent
from fupin_desk.subjects.contract.records import Contract, Party
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.erasure.records import Erasure
from fupin_desk.subjects.household.records import Household, Member, Plot
from fupin_desk.subjects.income.records import Distribution, DistributionLine
from fupin_desk.subjects.office.explanation import Explanation
from fupin_desk.subjects.office.person import Person
from fupin_desk.subjects.payment.records import Payment
from fupin_desk.subjects.village.records import Village
from tests.policy.cases import figure_table
from tests.policy.shelf import Shelf

FIGURES = Figures(figure_table())
CODE = "990101001001"
ON, LAST_YEAR, LATER = date(2020, 2, 1), date(2019, 1, 1), date(2020, 6, 1)
AGREED = Consent(
    id="yes",
    household="h",
    to="contract",
    about="c",
    asked_by="李四",
    how="spoken_before_witness",
    witness="王小明",
    on=LAST_YEAR,
)
LEASE = Contract(id="c", terms="lease", signed_on=LAST_YEAR, since=LAST_YEAR, area_centimu=100, rent_fen=100)
PARTY = Party(id="p", contract="c", household="h", role="lessor")
SHARED_OUT = Distribution(id="d", village="v", asset="a", year=2019, income_fen=10_000)
TILTED = [
    SHARED_OUT,
    DistributionLine(id="l0", distribution="d", household="other", amount_fen=10_000, heads=1),
    *(Household(id=each, village="v", status="registered") for each in ("h", "other")),
    Member(id="m", household="h", labour="able"),
]
WEAK = Member(id="w", household="x", labour="lost")
LINE = DistributionLine(id="l", distribution="d", household="h", amount_fen=5_000)
SAID = Explanation(id="x", of="c", of_kind="contract", rule="voluntary", words="他们要")
PLOT = Plot(id="plot", household="h", area_centimu=100)
TILLED = msgspec.structs.replace(LEASE, plots=["plot"], area_centimu=60)
BACK = Contract(id="b", terms="back_contract", lease="c", signed_on=LAST_YEAR, since=LAST_YEAR, area_centimu=90)
PROMISED = [
    Contract(id="c", terms="asset", asset="a", promise="share", promised_share_ppm=500_000, since=LAST_YEAR),
    PARTY,
]


@pytest.mark.parametrize(
    ("here", "come", "rule"),
    [
        ([LEASE, PARTY, AGREED], Consent(id="no", household="h", to="contract", withdrawn_on=ON), "voluntary"),
        ([LEASE, PARTY, AGREED], Entity(id="e", legal_person="王小 明"), "voluntary"),
        ([LEASE, PARTY, AGREED], Person(id="o", name="王小明", voided="taken_out"), "voluntary"),
        ([LEASE, PARTY], AGREED, "voluntary"),
        ([LEASE], PARTY, "voluntary"),
        (TILTED, Member(id="weak", household="h", labour="weak"), "tilt"),
        (
            [*TILTED, Member(id="w", household="x", labour="lost")],
            Household(id="x", village="v", status="registered"),
            "tilt",
        ),
        ([PLOT, TILLED], msgspec.structs.replace(TILLED, id="again"), "lease-terms"),
        (PROMISED, SHARED_OUT, "overdue"),
        ([*PROMISED, SHARED_OUT], LINE, "overdue"),
        ([LEASE, PARTY], Payment(id="paid", contract="c", household="h", amount_fen=100, paid_on=ON), "overdue"),
        (
            [LEASE, PARTY],
            Explanation(id="x", of="c", of_kind="contract", rule="voluntary", words="他们要"),
            "voluntary",
        ),
        ([LEASE], Erasure(id="z", covers=["c"], asked_on=LAST_YEAR), "contract-complete"),
        (
            [Village(id="v", code="990101001001", poor=True)],
            Entity(id="e", kind="leader", villages=["990101001001"]),
            "leaders-per-village",
        ),
        (
            [
                Contract(
                    id="b", terms="back_contract", lease="c", signed_on=LAST_YEAR, since=LAST_YEAR, area_centimu=90
                ),
                LEASE,
            ],
            Contract(id="b2", terms="back_contract", lease="c", since=LAST_YEAR, area_centimu=90),
            "back-contract-area",
        ),
    ],
    ids=lambda said: said if isinstance(said, str) else kind_name(type(said)) if isinstance(said, Record) else "",
)
def test_what_comes_alters_what_it_has_to_do_with(here: list[Record], come: Record, rule: str) -> None:
    """Each way that leads from one record to what is said of another: there, back again, and when it is taken out."""

    def seen(found: list[Finding]) -> list[Finding]:
        return [one for one in found if one.rule == rule and one.id != come.id]

    without, beside = Shelf(*here), Shelf(*here, come)
    kept = keep(without, FIGURES, LATER, "village")
    before = seen(kept.found)
    for shelf in (beside, without, beside, without):
        kept.changed(shelf, [(kind_name(type(come)), come.id)])
        assert kept.found == judge(shelf, FIGURES, LATER, "village")
        assert (seen(kept.found) == before) is (shelf is without)
