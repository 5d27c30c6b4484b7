"""The sheets of the ledger and their columns, as data: which record, which field, and how people refer to a record.

A row is about one record of the sheet's kind and may say something of a few others (``PARTS``): a household's row also
names its head and says how it agreed to be registered; a contract's row also names two of its parties. Fields that
would make a list of those who said no (``does_not_wish``, ``declined``, ``withdrawn_on``) have no column, and what
people write of it all the same is not taken in (``refusals``).
"""

from __future__ import annotations

from dataclasses import dataclass

from fupin_desk.domain.fields import PRIVATE, Field, text
from fupin_desk.domain.records import KINDS

PARTS = {"head": "member", "consent": "consent", "first": "party", "second": "party"}
"""What else a row may say something of, and of which kind that is."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    key: str
    """Unique on its sheet: a field's name, ``<part>.<field>``, or the name of a reference."""
    kind: str
    field: str
    label: str
    """The heading's message key."""
    needed: bool = False
    """Without it the row cannot be told from others."""
    refers: bool = False
    """What is typed is how people know another record: its number or its name."""
    several: bool = False
    """Several names may stand in the cell."""

    @property
    def rule(self) -> Field:
        """What is true of the field; of a reference, that it is a short text."""
        return text(PRIVATE, 200) if self.refers else KINDS[self.kind].fields[self.field].field

    @property
    def complete(self) -> bool:
        """Whether the record is complete only with it."""
        return self.needed or KINDS[self.kind].fields[self.field].field.required

    @property
    def is_name(self) -> bool:
        """Whether it holds a person's name: spaces between its Chinese characters are padding."""
        return (self.kind, self.field) in NAMES or self.key in ("head", "member")


@dataclass(frozen=True, slots=True, eq=False)  # each is itself alone; telling by all its columns took its time
class SheetSpec:
    """One sheet: the record kind of its rows and its columns in order."""

    key: str
    kind: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """Return the column of that key."""
        return next(column for column in self.columns if column.key == key)


SAME = {
    ("household", "ledger_number"): "household",
    ("household", "head.name"): "head",
    ("contract", "ledger_number"): "contract",
    ("distribution", "number"): "distribution",
}
"""What is called on its own sheet as it is called where others refer to it."""
BY_NUMBER = frozenset({"household", "head", "contract", "distribution"})
"""References that are headed alike on every sheet; the others as the field they fill."""
NAMES = frozenset({
    ("member", "name"), ("member", "other_name"), ("entity", "legal_person"), ("consent", "asked_by"),
    ("consent", "witness"),
})  # fmt: skip
REFERENCES = {
    "household": ("household", "number"),
    "head": ("household", "head"),
    "member": ("member", "name"),
    "entity": ("entity", "name"),
    "holder_entity": ("entity", "name"),
    "operator": ("entity", "name"),
    "by_entity": ("entity", "name"),
    "contract": ("contract", "number"),
    "lease": ("contract", "number"),
    "asset": ("asset", "name"),
    "plots": ("plot", "name"),
    "distribution": ("distribution", "number"),
    "about_contract": ("contract", "number"),
    "about_distribution": ("distribution", "number"),
    "about_share": ("entity", "name"),
}
"""What people write to name another record: the kind, and which of its fields it is."""


def _sheet(key: str, kind: str, columns: str) -> SheetSpec:
    """Read a line of column keys: ``!`` before one that is needed, ``@`` before a reference."""
    return SheetSpec(key, kind, tuple(_column(kind, said) for said in columns.split()))


def _column(kind: str, said: str) -> Column:
    needed, said = said.startswith("!"), said.removeprefix("!")
    key = said.removeprefix("@")
    if key != said:
        of, field = REFERENCES[key]
        own = key in BY_NUMBER or key not in KINDS[kind].fields
        label = f"ledger.column.{key}" if own else f"field.{kind}.{key}"
        return Column(key, of, field, label, needed=needed, refers=True, several=key == "plots")
    part, dot, field = key.partition(".")
    if dot:
        return Column(key, PARTS[part], field, f"ledger.column.{SAME.get((kind, key), key)}", needed)
    same = SAME.get((kind, key))
    return Column(key, kind, key, f"ledger.column.{same}" if same else f"field.{kind}.{key}", needed)


SHEETS: tuple[SheetSpec, ...] = (
    _sheet(
        "village", "village",
        "!code name_zh name_ug name_kk name_en poor township county industries industry_base collective_income "
        "objections_to objections_outside",
    ),
    _sheet(
        "households", "household",
        "ledger_number !head.name head.id_number head.born_on group address status status_since lifted_out_on "
        "industries bank_card phone paper_languages consent.on consent.asked_by consent.how consent.witness",
    ),
    _sheet(
        "members", "member",
        "!@household @head !name other_name id_number born_on relation labour disabled gone_since",
    ),
    _sheet("plots", "plot", "!@household @head !name area_centimu contracted_until"),
    _sheet(
        "entities", "entity",
        "kind kind_reason !name uscc leader_id_number legal_person recognised_as recognised_on founded_on industries "
        "industry_reason capital_fen share_count level villages phone",
    ),
    _sheet("assets", "asset", "!name project kind value_fen owner_kind @operator state since"),
    _sheet(
        "shares", "share",
        "!@entity @household @head @holder_entity kind paid_in_fen count since until money_source loss_limit "
        "exit_terms",
    ),
    _sheet(
        "contracts", "contract",
        "!ledger_number linkage terms form method @household @head @entity second.role industry industry_reason "
        "signed_on since until written copy_handed_over_on copy_language_read loss_shared loss_limit "
        "product unit quantity_milli whole_output floor_price_fen technical_service risk_agreement pay_within_days "
        "@member post place hours_per_month wage_fen wage_per units_per_month paid_every_months pay_day pay_month "
        "notice_days deposit_fen papers_kept hazard night_work overtime "
        "@plots area_centimu rent_fen rent_to_household @lease onward_consent "
        "@asset promise promised_fen promised_share_ppm ended_on ended_why",
    ),
    _sheet("parties", "party", "!@contract @household @head @entity role"),
    _sheet(
        "deliveries", "delivery",
        "!@contract !@household @head !accepted_milli grade price_fen !on confirmed_on",
    ),
    _sheet(
        "distributions", "distribution",
        "!number @asset @entity year income_fen collective_fen rule due_on",
    ),
    _sheet(
        "distribution_lines", "distribution_line",
        "!@distribution !@household @head amount_fen of_which_own_stake_fen heads why",
    ),
    _sheet(
        "payments", "payment",
        "@contract @distribution !@household @head @member !amount_fen in_kind in_kind_milli !paid_on @by_entity "
        "voucher confirmed_on confirmed_how",
    ),
    _sheet(
        "consents", "consent",
        "!@household @head @member !to @about_contract @about_distribution @about_share notice_kind asked_by how "
        "witness !on until language",
    ),
)  # fmt: skip
"""In an order in which what is referred to comes first."""

MARK = "mark"
"""A column on every sheet besides those of the form: which record a row is about, where an export or the clerk says."""
LONGEST_NUMBER = 20
"""In the column of marks a household's number may stand as an answer; a mark is longer."""


def mark_of(sheet: SheetSpec) -> Column:
    """Return the column of marks of a sheet."""
    return Column(MARK, sheet.kind, MARK, "ledger.column.mark", refers=True)


SHEET_OF: dict[str, SheetSpec] = {sheet.key: sheet for sheet in SHEETS}

ROSTER = SheetSpec(
    "roster",
    "member",
    (
        *SHEET_OF["members"].columns,
        *(
            column
            for column in SHEET_OF["households"].columns
            if column.key != "ledger_number" and not column.key.startswith("head.")
        ),
    ),
)
"""A list of persons (花名册), which the form lacks and villages have: households and members on one sheet."""
