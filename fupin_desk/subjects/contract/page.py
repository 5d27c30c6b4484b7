"""The page of a contract with its parties; and contracts on the pages of households, entities and assets."""

from __future__ import annotations

from fupin_desk.policy.specs import (
    FINDINGS,
    MONEY_OPEN,
    SYNC_STATUS,
    Among,
    Lines,
    Linked,
    PageSpec,
    Panel,
    Part,
    Tie,
    WorkedColumn,
)

BOUND = "<party.contract/household"
"""From a contract, the households bound by it."""
PARTIES = WorkedColumn("parties", (BOUND, "<party.contract/entity"))
COLUMNS = ("number", PARTIES, "terms", "signed_on", "until")

PAGES = (
    PageSpec(
        kind="contract",
        columns=("number", PARTIES, "linkage", "terms", "signed_on", "until", FINDINGS, MONEY_OPEN, SYNC_STATUS),
        more=("form", "since", "ended_on"),
        found_through={"household": "<party.household/contract", "entity": "<party.entity/contract"},
        leave_out=("papers",),
        told=("linkage",),
        narrow={
            "member": Among(f"{BOUND}/<member.household", or_any=True),
            "plots": Among(f"{BOUND}/<plot.household", or_any=True),
        },
    ),
)
PARTS: tuple[Part, ...] = (
    Panel(on="contract", name="dues_of_contract", at="beside", place=10),
    Lines(kind="party", by="contract", place=10, columns=("household", "entity", "role")),
    Panel(on="contract", name="scans", at="tab", place=90),
    Linked(
        on="household",
        kind="contract",
        at="<party.household/contract",
        place=30,
        columns=("number", "linkage", "terms", "signed_on", "until"),
        order="number",
        begin=Tie(kind="party", new="contract", page="household", says={"role": "household"}),
    ),
    Linked(on="entity", kind="contract", at="<party.entity/contract", place=30, columns=COLUMNS),
    Linked(on="asset", kind="contract", at="<contract.asset", place=30, columns=COLUMNS),
)
