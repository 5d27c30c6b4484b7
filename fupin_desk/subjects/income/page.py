"""The pages of distributions with their lines, and of assets with what they bring in."""

from __future__ import annotations

from fupin_desk.policy.specs import SYNC_STATUS, Lines, Linked, PageSpec, Panel, Part

COLUMNS = ("number", "asset", "year", "income_fen", "due_on")

PAGES = (
    PageSpec(kind="distribution", columns=("number", "asset", "entity", "year", "income_fen", "due_on", SYNC_STATUS)),
    PageSpec(kind="asset", columns=("name", "kind", "value_fen", "operator", "state", SYNC_STATUS), order="name"),
)
PARTS: tuple[Part, ...] = (
    Panel(on="distribution", name="sums", place=10),
    Lines(
        kind="distribution_line",
        by="distribution",
        place=10,
        columns=("household", "amount_fen", "of_which_own_stake_fen", "heads", "why"),
    ),
    Linked(on="entity", kind="distribution", at="<distribution.entity", place=40, columns=COLUMNS),
    Linked(on="entity", kind="asset", at="<asset.operator", place=50, columns=("name", "kind", "value_fen", "state")),
    Linked(on="asset", kind="distribution", at="<distribution.asset", place=40, columns=COLUMNS),
)
