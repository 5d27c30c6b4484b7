"""The page of a household: its people and plots, what is due to it, its contracts, papers, consents and shares."""

from __future__ import annotations

from fupin_desk.policy.specs import (
    FINDINGS,
    MONEY_OPEN,
    SYNC_STATUS,
    Among,
    Lines,
    PageSpec,
    Panel,
    Part,
    Section,
    WorkedColumn,
)
from fupin_desk.subjects.household.records import Household

PAGES = (
    PageSpec(
        kind="household",
        columns=(
            "number",
            WorkedColumn("head", Household.traits.called[:1], most=1),
            "group",
            "status",
            WorkedColumn("people", ("<member.household?gone_since=",), take="count"),
            FINDINGS,
            MONEY_OPEN,
            SYNC_STATUS,
        ),
        more=("ledger_number", "address", "status_since"),
        filters=("group",),
        order="number",
        narrow={"head": Among("<member.household")},
        form_columns=4,
        begins_with="head",
        then="group",
        sections=(
            Section("standing", ("group", "status", "status_since", "lifted_out_on", "paper_languages"), folded=False),
            Section("industries", ("industries",)),
            Section("contact", ("address", "phone", "bank_card")),
            Section("wishes", ("does_not_wish",)),
        ),
        told=("group", "status"),
        found_at_once=True,
    ),
)
PARTS: tuple[Part, ...] = (
    Panel(on="household", name="agreed", at="head", place=10),
    Panel(on="household", name="disagreements", place=10),
    Panel(on="household", name="dues_of_household", at="beside", place=10),
    Lines(
        kind="member",
        by="household",
        place=10,
        columns=("name", "relation", "id_number", "born_on", "labour"),
        sections=(Section("more", ("other_name", "born_in", "disabled", "gone_since")),),
        grid=True,
    ),
    Lines(kind="plot", by="household", place=20, columns=("name", "area_centimu", "contracted_until")),
    Panel(on="household", name="scans", at="tab", place=40),
    Panel(on="household", name="other_laptops", at="tab", tab="consent", place=65),
    Panel(on="household", name="erasing", at="history", place=10),
)
