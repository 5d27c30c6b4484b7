"""Contracts, and the deliveries and payments that hang on them: money finds its contract, or it waits.

Always true:

* one number of a contract is one contract: of one kind, with one office or entity on its other side;
* a delivery or payment is of a household that is bound by its contract, and not before that began;
* nobody is paid out of another household's line, nor more than the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fupin_desk.acts.ledger.happening import happened
from fupin_desk.acts.ledger.identity import same
from fupin_desk.acts.ledger.judged import JudgedImport
from fupin_desk.acts.ledger.measuring import fill_in, measure, name_goods
from fupin_desk.acts.ledger.row_cells import parties_of
from fupin_desk.acts.ledger.shelf import Entry
from fupin_desk.acts.ledger.staging import Staging

ONE_WORKER = "job"
DELIVERED_UNDER = "order"
PAYS = ("distribution_line", "household", "amount_fen")
"""What of a payment a list is asked about."""


def contract(judged: JudgedImport) -> None:
    """Stage a contract with the two parties its row names."""
    stage, values, home = judged.stage, judged.main(), judged.household
    number = values.get("ledger_number")
    contract = stage.same("contract", {"number": number, "ledger_number": number}, "ledger_number", number)
    if contract is not None and same("number", contract.values.get("number"), number):
        values.pop("ledger_number", None)
    fill_in(values, contract.values if contract else {})
    measure(stage, values, contract.values if contract else {})
    if stage.marked is not None:
        _keeps_its_parties(judged, stage.marked)
    elif contract is not None:
        _is_one_contract(judged, contract, values)
    entry = stage.write("contract", contract, values, {})
    if home is not None:
        _party(stage, {"contract": entry.id, "household": home.id, "role": "household"}, "household")
    role = stage.row.said.get("second.role") if stage.marked is None else None
    if "entity" in judged.ids:
        second = {"contract": entry.id, "entity": judged.ids["entity"]}
        _party(stage, second | ({"role": role} if role else {}), "entity")
    elif role:
        stage.fault("entity", "missing")


def _keeps_its_parties(judged: JudgedImport, marked: Entry) -> None:
    """Refuse a marked row that puts another in the place of a party: that is a row of its own, with its own mark."""
    stage = judged.stage
    _home, entity = parties_of(stage.shelf, marked)
    role = stage.row.said.get("second.role")
    if entity is not None and ("entity" in judged.ids or role not in (None, entity.first.get("role"))):
        stage.fault("entity" if "entity" in judged.ids else "second.role", "on_parties")


def _is_one_contract(judged: JudgedImport, entry: Entry, values: dict[str, Any]) -> None:
    """Refuse a row that makes another contract of one that is here: of another kind, or with others."""
    stage, here = judged.stage, entry.values
    if values.get("terms") and here.get("terms") not in (None, values["terms"]):
        stage.fault("terms", "other_terms", name=here.get("ledger_number") or here.get("number"))
    for name in ("signed_on", "since"):
        if values.get(name) and str(here.get(name) or values[name])[:4] != str(values[name])[:4]:
            stage.fault(name, "number_of_another", name=stage.row.said["ledger_number"])  # they begin anew each year
            break
    parties = stage.shelf.tied("party", entry.id)
    terms, form = (values.get(name) or here.get(name) for name in ("terms", "form"))
    entities = {party.values["entity"] for party in parties if party.values.get("entity")}
    entity = judged.ids.get("entity")
    if entity is not None and entities and entity not in entities and form != "three_party":
        other = stage.shelf.get("entity", min(entities, key=str))
        stage.fault("entity", "other_entity", name=other.values.get("name") if other else None)
    homes = {party.values["household"] for party in parties if party.values.get("household")}
    home = judged.household
    if home is not None and homes and home.id not in homes and (terms == ONE_WORKER or form == "two_party"):
        head = _head_of(stage, str(min(homes, key=str)))
        stage.fault("household" if "household" in stage.row.said else "head", "other_party", name=head)


def _head_of(stage: Staging, home: str) -> Any:
    household = stage.shelf.get("household", home)
    head = stage.shelf.head_of(household) if household else None
    return head.values.get("name") if head else home


def _party(stage: Staging, values: dict[str, Any], key: str) -> None:
    entry = stage.same("party", values, key, stage.row.said.get(key))
    if entry is not None and key == "household" and entry.values.get("role"):
        values.pop("role")  # a lessor, say: what stands says more than that it is a household
    stage.write("party", entry, values, {"role": "second.role" if key == "entity" else key})


def delivery(judged: JudgedImport) -> None:
    """Stage what a household delivered under an order."""
    stage, values = judged.stage, judged.main()
    under = stage.shelf.get("contract", values.get("contract"))
    measure(stage, values, under.values if under else {})
    if stage.faults:
        return
    entry = happened(stage, values, "accepted_milli")
    if under is not None and _says_new(entry, values, "contract", "household", "on"):
        if under.values.get("terms") not in (None, DELIVERED_UNDER):
            stage.fault("contract", "not_order")
        _is_bound(judged, under, values.get("on"), "on")
    stage.write("delivery", entry, values, {})


def payment(judged: JudgedImport) -> None:
    """Stage what a household was paid, on a contract or from a list, as far as nothing holds it back."""
    stage, values, line = judged.stage, judged.main(), judged.ids.get("distribution")
    name_goods(stage, values)
    if stage.faults:
        return
    entry = happened(stage, values, "amount_fen")
    if entry is None:
        stage.not_erased("payment", values, "amount_fen")
    before = entry.values if entry is not None else {}
    on = stage.shelf.get("contract", values.get("contract"))
    if on is not None and _says_new(entry, values, "contract", "household", "paid_on"):
        _is_bound(judged, on, values.get("paid_on"), "paid_on")
    if line is not None and any(before.get(name) != values.get(name) for name in PAYS):
        paid_on = values.get("paid_on")
        day = date.fromisoformat(paid_on) if isinstance(paid_on, str) else None
        held_back = judged.paying.held_back(line, day) or _over(judged, entry, line, values)
        if held_back:
            stage.fault("amount_fen" if held_back == "more_than_line" else "distribution", held_back)
    stage.write("payment", entry, values, {})


def _says_new(entry: Entry | None, values: Mapping[str, Any], *names: str) -> bool:
    """Return whether a row says something new of these fields."""
    return entry is None or any(name in values and values[name] != entry.values.get(name) for name in names)


def _is_bound(judged: JudgedImport, on: Entry, day: Any, key: str) -> None:
    """Refuse what a household gives or gets on a contract that it is no party of, or that had not begun."""
    stage, home = judged.stage, judged.household
    if home is not None and not _bound(stage, on, home):
        number = on.values.get("ledger_number") or on.values.get("number")
        stage.fault("household" if "household" in stage.row.said else "head", "no_party", name=number)
    begins = min((str(on.values[name]) for name in ("signed_on", "since") if on.values.get(name)), default=None)
    if begins is not None and day is not None and str(day) < begins:
        stage.fault(key, "before_contract", name=begins)


def _bound(stage: Staging, on: Entry, home: Entry) -> bool:
    worker = stage.shelf.get("member", on.values.get("member"))
    parties = stage.shelf.tied("party", on.id)
    return any(party.values.get("household") == home.id for party in parties) or (
        worker is not None and worker.values.get("household") == home.id
    )


def _over(judged: JudgedImport, known: Entry | None, line: str, values: Mapping[str, Any]) -> str | None:
    """Return ``more_than_line`` where a line would be paid more than it is, why it pays nobody, or None."""
    shelf = judged.stage.shelf
    entry = shelf.get("distribution_line", line)
    before = entry.values if entry else {}
    if None not in (before.get("household"), values.get("household")) and before["household"] != values["household"]:
        return "line_of_another"
    if before.get("declined"):
        return "line_declined"
    most = before.get("amount_fen")
    amounts = (entry.values.get("amount_fen") for entry in shelf.tied("payment", line) if entry is not known)
    paid = sum(amount for amount in amounts if isinstance(amount, int))
    return "more_than_line" if isinstance(most, int) and paid + values["amount_fen"] > most else None
