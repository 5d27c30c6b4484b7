"""What is written down as delivered or paid: under a contract that asks for it, by who is bound by it, once it was.

By form and command as by sheet (``acts.ledger.linking``): what hangs on a wrong contract is owed, or was paid, nowhere.

Always true:

* a household gets and gives nothing under a contract that names others; a worker's wage is theirs wherever they live;
* an order under which was delivered stays one, and stays;
* nothing is delivered or paid before its contract was signed or began;
* what stood so already, from another desk say, can still be put right one field at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.store import Stored, Work

UNDER_CONTRACT = ("delivery", "payment")
Typed = tuple[Mapping[str, Any], Collection[str]]
"""A record's values, and the names of those that were written now."""
Fault = tuple[tuple[str, ...], str]
"""The fields that cannot stand together, where they would be mended first, and why."""


def check_under_contract(work: Work, before: Stored | None, kind: str, typed: Typed) -> None:
    """Refuse what a delivery or payment did not say before and cannot say; FieldsRefusedError at what was written."""
    said, written = typed
    stood = set(_faults(work, kind, before.values)) if before is not None else set()
    refused = []
    for fields, reason in _faults(work, kind, said):
        if (fields, reason) not in stood:
            field = next((name for name in fields if name in written), fields[0])
            refused.append({"field": field, "reason": reason, "typed": said[field]})
    if refused:
        raise FieldsRefusedError(kind, refused)


def check_terms(work: Work, before: Stored | None, after: Stored) -> None:
    """Refuse to take out an order under which was delivered, or to make it another kind; FieldsRefusedError.

    Nobody would owe for what was delivered.
    """
    stood: Mapping[str, Any] = before.values if before is not None else {}
    now = after.values
    other_kind = now["terms"] not in (None, "order", stood.get("terms"))
    field = "voided" if now["voided"] and not stood.get("voided") else "terms" if other_kind else None
    if field is not None and work.list("delivery", where={"contract": after.id}):
        raise FieldsRefusedError("contract", [{"field": field, "reason": "delivered_under", "typed": now[field]}])


def _faults(work: Work, kind: str, values: Mapping[str, Any]) -> Iterator[Fault]:
    happened = "on" if kind == "delivery" else "paid_on"
    day = str(values[happened] or "")
    contract = work.find("contract", str(values["contract"])) if values["contract"] else None
    if contract is None:
        return
    if kind == "delivery" and contract.values["terms"] not in (None, "order"):
        yield ("contract",), "not_order"
    if not _bound(work, contract, values):
        yield ("household", "contract"), "no_party"
    begins = min((str(contract.values[name]) for name in ("signed_on", "since") if contract.values[name]), default="")
    if day and day < begins:
        yield (happened, "contract"), "before_contract"


def _bound(work: Work, contract: Stored, values: Mapping[str, Any]) -> bool:
    """Return whether a household may be one of a contract: also where nobody has written down yet whose it is."""
    household, worker = values["household"], contract.values["member"]
    if household is None or (worker is not None and values.get("member") == worker):
        return True
    homes = {party.values["household"] for party in work.list("party", where={"contract": contract.id})}
    working = work.find("member", str(worker)) if worker else None
    homes |= {working.values["household"]} if working is not None else set()
    homes.discard(None)
    return not homes or household in homes
