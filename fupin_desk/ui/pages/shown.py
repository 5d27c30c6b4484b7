"""The pages of entities, contracts, payments, distributions and assets: what they list, and what is worked out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.views.contract import contract_dues, distribution_sums
from fupin_desk.policy.specs import Among, Lines, Linked, PageSpec
from fupin_desk.ui.pages.kinds import KindShown
from fupin_desk.ui.panels.owed import DuesCard, due_row
from fupin_desk.ui.panels.scans import Scans
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import card, text

BOUND = "<party.contract/household"
"""From a contract, the households bound by it."""
HOUSEHOLDS, MEMBERS = Among(BOUND, or_any=True), Among(f"{BOUND}/<member.household", or_any=True)
"""Nobody delivers, or is paid, under a neighbour's contract by a slip."""
CONTRACTS = {"number": 160, "parties": 330, "terms": 110, "signed_on": 115, "until": 115}
DISTRIBUTIONS = {"number": 160, "asset": 230, "year": 80, "income_fen": 140, "due_on": 120}

ENTITY = PageSpec(
    kind="entity",
    columns={"name": 280, "kind": 140, "industries": 200, "legal_person": 140, "uscc": 190, "road": 0},
    order="name",
    lines=(
        Lines(
            kind="share",
            by="entity",
            columns={
                "household": 220, "holder_entity": 200, "kind": 120, "paid_in_fen": 140, "since": 120, "until": 0,
            },
        ),
    ),
    linked=(
        Linked(kind="contract", at="<party.entity/contract", columns=CONTRACTS),
        Linked(kind="distribution", at="<distribution.entity", columns=DISTRIBUTIONS),
        Linked(
            kind="asset", at="<asset.operator", columns={"name": 260, "kind": 130, "value_fen": 150, "state": 110}
        ),
    ),
)  # fmt: skip
CONTRACT = PageSpec(
    kind="contract",
    columns={"number": 160, "parties": 330, "linkage": 110, "terms": 110, "signed_on": 115, "until": 115, "road": 0},
    leave_out=("papers",),
    narrow={"member": MEMBERS, "plots": Among(f"{BOUND}/<plot.household", or_any=True)},
    lines=(
        Lines(kind="party", by="contract", columns={"household": 320, "entity": 320, "role": 0}),
        Lines(
            kind="delivery",
            by="contract",
            columns={"on": 130, "household": 260, "accepted_milli": 150, "price_fen": 150, "confirmed_on": 0},
            order="-on",
            narrow={"household": HOUSEHOLDS},
            suggest={"household": BOUND},
        ),
        Lines(
            kind="payment",
            by="contract",
            columns={"paid_on": 130, "household": 260, "amount_fen": 150, "voucher": 150, "confirmed_on": 0},
            order="-paid_on",
            leave_out=("distribution_line",),
            narrow={"household": HOUSEHOLDS, "member": MEMBERS},
            suggest={"household": BOUND, "by_entity": "<party.contract/entity"},
        ),
    ),
)
PAYMENT = PageSpec(
    kind="payment",
    columns={"paid_on": 120, "household": 220, "amount_fen": 130, "contract": 280, "voucher": 120, "confirmed_on": 0},
    order="-paid_on",
)
DISTRIBUTION = PageSpec(
    kind="distribution",
    columns={
        "number": 160, "asset": 230, "entity": 230, "year": 80, "income_fen": 140, "due_on": 120, "road": 0,
    },
    lines=(
        Lines(
            kind="distribution_line",
            by="distribution",
            columns={"household": 260, "amount_fen": 150, "of_which_own_stake_fen": 170, "heads": 100, "why": 0},
        ),
    ),
)  # fmt: skip
ASSET = PageSpec(
    kind="asset",
    columns={"name": 260, "kind": 130, "value_fen": 150, "operator": 230, "state": 110, "road": 0},
    order="name",
    linked=(
        Linked(kind="contract", at="<contract.asset", columns=CONTRACTS),
        Linked(kind="distribution", at="<distribution.asset", columns=DISTRIBUTIONS),
    ),
)


def _dues(session: Session, contract: str) -> Sequence[QWidget]:
    dues = contract_dues(session.desk, contract, session.today)
    if not dues:
        return []
    pays = session.desk.role == "village"
    rows = [due_row(session.words, one, session.today, "", name, pays=pays) for one, name in dues]
    return [DuesCard(session, [one for one, _name in dues], rows, "under")]


def _sums(session: Session, distribution: str) -> Sequence[QWidget]:
    sums = distribution_sums(session.desk, distribution)
    if sums is None:
        return []
    said = session.words.say(
        "window.distribution.sums",
        lines=sums.lines, lines_fen=sums.lines_fen, collective_fen=sums.collective_fen, income_fen=sums.income_fen,
    )  # fmt: skip
    left = session.words.say("window.distribution.left", left_fen=sums.left_fen) if sums.left_fen else ""
    return [card(text(said, "heading"), *([text(left, "refused")] if left else []))]


SHOWN: dict[str, Sequence[KindShown]] = {
    "entities": (KindShown(ENTITY),),
    "contracts": (
        KindShown(CONTRACT, above=_dues, below=lambda session, contract: (Scans(session, "contract", contract),)),
        KindShown(PAYMENT),
    ),
    "distributions": (KindShown(DISTRIBUTION, above=_sums), KindShown(ASSET)),
}
