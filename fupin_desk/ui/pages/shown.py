"""What the pages of entities, contracts and distributions show: columns, and what belongs to each record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.views.contract import bound_by, contract_dues, contracts_of, distribution_sums
from fupin_desk.acts.views.lists import Where, count_records, page_of_records
from fupin_desk.ui.forms.belongings import Belonging
from fupin_desk.ui.forms.form import Narrow
from fupin_desk.ui.pages.kinds import KindShown
from fupin_desk.ui.parts.owed import DuesCard, due_row
from fupin_desk.ui.parts.scans import Scans
from fupin_desk.ui.pieces.records_table import records_table, row_of
from fupin_desk.ui.pieces.simple import card, text
from fupin_desk.ui.places import go_to
from fupin_desk.ui.session import Session


def _shares(_session: Session, _record: str) -> list[Belonging]:
    columns = ("household", "holder_entity", "kind", "paid_in_fen", "since", "until")
    return [Belonging("share", "entity", columns, (220, 200, 120, 140, 120))]


def _of_contract(session: Session, contract: str) -> list[Belonging]:
    def narrow(name: str) -> dict[str, list[str]] | None:
        # Looked up each time: a party may have been added since the page was opened.
        households = bound_by(session.desk, contract, "household")
        if not households:
            return None
        return {"household": {"id": households}, "member": {"household": households}}.get(name)

    def suggested() -> dict[str, str]:
        households = bound_by(session.desk, contract, "household")
        return {"household": households[0]} if len(households) == 1 else {}

    def paid() -> dict[str, str]:
        payers = bound_by(session.desk, contract, "entity")
        return suggested() | ({"by_entity": payers[0]} if len(payers) == 1 else {})

    return [
        Belonging("party", "contract", ("household", "entity", "role"), (320, 320)),
        Belonging(
            "delivery", "contract", ("on", "household", "accepted_milli", "price_fen", "confirmed_on"),
            (130, 260, 150, 150), narrow=narrow, suggested=suggested, order="-on",
        ),
        Belonging(
            "payment", "contract", ("paid_on", "household", "amount_fen", "voucher", "confirmed_on"),
            (130, 260, 150, 150), leave_out=("distribution_line",), narrow=narrow, suggested=paid, order="-paid_on",
        ),
    ]  # fmt: skip


def _narrow_contract(session: Session, contract: str) -> Narrow:
    def narrow(name: str) -> dict[str, list[str]] | None:
        households = bound_by(session.desk, contract, "household")
        return {"household": households} if name in ("member", "plots") and households else None

    return narrow


def _dues(session: Session, contract: str) -> Sequence[QWidget]:
    dues = contract_dues(session.desk, contract, session.today)
    if not dues:
        return []
    pays = session.desk.role == "village"
    rows = [due_row(session.words, one, session.today, "", name, pays=pays) for one, name in dues]
    return [DuesCard(session, [one for one, _name in dues], rows, "under")]


def _listed(
    session: Session, kind: str, columns: Sequence[str], widths: Sequence[int], where: Where
) -> Sequence[QWidget]:
    """Records of another kind that have to do with the one on the page; each leads to its own page."""
    desk, words = session.desk, session.words
    count = count_records(desk, kind, where)
    if not count:
        return []
    table = records_table(words, kind, columns, widths)
    table.rows.reset(
        lambda offset, limit: [
            row_of(words, line, columns) for line in page_of_records(desk, kind, offset, limit, where=where)
        ],
        count,
    )
    table.fit(8)
    table.opened.connect(lambda of, record: go_to(session, of, record))
    return [card(text(words.kinds(kind), "heading"), table)]


def _contracts(session: Session, where: Where) -> Sequence[QWidget]:
    columns = ("number", "parties", "terms", "signed_on", "until")
    return _listed(session, "contract", columns, (160, 330, 110, 115, 115), where)


def _distributions(session: Session, where: Where) -> Sequence[QWidget]:
    columns = ("number", "asset", "year", "income_fen", "due_on")
    return _listed(session, "distribution", columns, (160, 230, 80, 140, 120), where)


def _of_entity(session: Session, entity: str) -> Sequence[QWidget]:
    bound = contracts_of(session.desk, entity)
    runs = _listed(session, "asset", ("name", "kind", "value_fen", "state"), (260, 130, 150, 110), {"operator": entity})
    return [*_contracts(session, {"id": bound}), *_distributions(session, {"entity": entity}), *runs]


def _of_asset(session: Session, asset: str) -> Sequence[QWidget]:
    return [*_contracts(session, {"asset": asset}), *_distributions(session, {"asset": asset})]


def _lines(_session: Session, _record: str) -> list[Belonging]:
    columns = ("household", "amount_fen", "of_which_own_stake_fen", "heads", "why")
    return [Belonging("distribution_line", "distribution", columns, (260, 150, 170, 100))]


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


ENTITY = KindShown(
    "entity", ("name", "kind", "industries", "legal_person", "uscc", "road"), (280, 140, 200, 140, 190), _shares,
    order="name", below=_of_entity,
)  # fmt: skip
CONTRACT = KindShown(
    "contract", ("number", "parties", "linkage", "terms", "signed_on", "until", "road"),
    (160, 330, 110, 110, 115, 115), _of_contract, _narrow_contract, above=_dues, leave_out=("papers",),
    below=lambda session, contract: (Scans(session, "contract", contract),),
)  # fmt: skip
PAYMENT = KindShown(
    "payment", ("paid_on", "household", "amount_fen", "contract", "voucher", "confirmed_on"),
    (120, 220, 130, 280, 120), lambda _session, _record: (), order="-paid_on",
)  # fmt: skip
DISTRIBUTION = KindShown(
    "distribution", ("number", "asset", "entity", "year", "income_fen", "due_on", "road"),
    (160, 230, 230, 80, 140, 120), _lines, above=_sums,
)  # fmt: skip
ASSET = KindShown(
    "asset", ("name", "kind", "value_fen", "operator", "state", "road"), (260, 130, 150, 230, 110),
    lambda _session, _record: (), order="name", below=_of_asset,
)  # fmt: skip

SHOWN: dict[str, Sequence[KindShown]] = {
    "entities": (ENTITY,),
    "contracts": (CONTRACT, PAYMENT),
    "distributions": (DISTRIBUTION, ASSET),
}
