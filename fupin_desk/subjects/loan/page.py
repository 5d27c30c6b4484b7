"""The page of a loan with what became of it; and loans on the pages of households, of entities and of banks."""

from __future__ import annotations

from fupin_desk.policy.specs import FINDINGS, SYNC_STATUS, Among, Begun, Lines, Linked, PageSpec, Part, WorkedColumn

BORROWER = WorkedColumn("borrower", ("household", "entity"))
COLUMNS = ("contract_number", "kind", "bank", "signed_on", "principal_fen", "rate_ppm", "months")

PAGES = (
    PageSpec(
        kind="loan",
        columns=(
            "contract_number",
            BORROWER,
            "kind",
            "bank",
            "signed_on",
            "principal_fen",
            "months",
            FINDINGS,
            SYNC_STATUS,
        ),
        order="-signed_on",
        found_through={"household": "<loan.household", "entity": "<loan.entity | <loan.bank"},
    ),
)
PARTS: tuple[Part, ...] = (
    Lines(
        kind="loan_event",
        by="loan",
        place=10,
        columns=("on", "kind", "amount_fen", "months", "rate_ppm", "reason"),
        order="-on",
        # a loan is renewed in the place of another one of the same borrower
        narrow={"renews": Among("household/<loan.household | entity/<loan.entity")},
    ),
    Linked(
        on="household",
        kind="loan",
        at="<loan.household",
        place=35,
        columns=COLUMNS,
        order="-signed_on",
        begin=Begun(by="household", suggest={"bank": "<loan.household/bank"}),
    ),
    Linked(
        on="entity",
        kind="loan",
        at="<loan.entity | <loan.bank",
        place=60,
        columns=("contract_number", BORROWER, "kind", "signed_on", "principal_fen", "rate_ppm", "months"),
        order="-signed_on",
        begin=Begun(by="entity", suggest={"bank": "<loan.entity/bank"}),
    ),
)
