"""The sheets of the ledger and their columns, as data: which record, which field, and how people refer to a record.

A row is about one record of the sheet's kind and may say something of a few others (``PARTS``): a household's row also
names its head and says how it agreed to be registered; a contract's row also names two of its parties. Fields that
would make a list of those who said no (``does_not_wish``, ``declined``, ``withdrawn_on``) have no column, and what
people write of it all the same is not taken in (``refusals``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from fupin_desk.domain.fields import PRIVATE, Field, Privacy, text
from fupin_desk.domain.traits import LedgerSheet
from fupin_desk.kinds import KINDS

PARTS = {
    part: kind
    for spec in KINDS.values()
    if spec.traits.sheet is not None
    for part, kind in spec.traits.sheet.parts.items()
}
"""What else a row may say something of, and of which kind that is."""


@dataclass(frozen=True)
class SheetColumn:
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

    @cached_property
    def rule(self) -> Field:
        """What is true of the field; of a reference, that it is a short text."""
        return text(PRIVATE, 200) if self.refers else KINDS[self.kind].fields[self.field].field

    @property
    def complete(self) -> bool:
        """Whether the record is complete only with it."""
        return self.needed or KINDS[self.kind].fields[self.field].field.required

    @cached_property
    def is_name(self) -> bool:
        """Whether it holds a person's name: spaces between its Chinese characters are padding."""
        return self.key in ("head", "member") or (not self.refers and self.rule.of_person)

    @property
    def is_local(self) -> bool:
        """Whether what stands in it never leaves the laptop."""
        return not self.refers and self.rule.privacy is Privacy.LOCAL


@dataclass(frozen=True, slots=True, eq=False)  # each is itself alone; telling by all its columns took its time
class SheetSpec:
    """One sheet: the record kind of its rows and its columns in order."""

    key: str
    kind: str
    columns: tuple[SheetColumn, ...]
    needs: tuple[tuple[str, ...], ...]
    """Columns without which a row could not be told from others; of each group one is enough."""
    cited: tuple[str, ...] = ()
    """Columns whose text other rows use to name the record of a row: so a reference to a refused row is told which."""

    def column(self, key: str) -> SheetColumn:
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
ABOUT = "about_"
"""Begins the name of a column for each kind that one field may name; the kind follows."""


@cache
def target_of(kind: str, key: str) -> str:
    """Return the field a reference column fills: a line, say, that people name by its distribution."""
    if key.startswith(ABOUT):
        return ABOUT.rstrip("_")
    fields = KINDS[kind].fields
    if key in fields:
        return key
    through = (name for name, spec in fields.items() if any(named_through(of) == key for of in spec.field.kinds))
    return next(through, key)


def filled_through(kind: str, key: str) -> str | None:
    """Return the kind of the record that a column fills in, where it names another one by which people know that."""
    target = target_of(kind, key)
    if key.startswith(ABOUT):
        return None
    return KINDS[kind].fields[target].field.kinds[0] if target != key else None


def named_through(kind: str) -> str | None:
    """Return the field that names what people write for a record that has no name or number of its own.

    A share is named by its entity. None for a kind that has one.
    """
    traits = KINDS[kind].traits
    return None if traits.cited_by or traits.sheet is None else next(iter(traits.sheet.cited), None)


def named_by(kind: str) -> tuple[str, str]:
    """Return what people write to name a record of a kind: the kind it is of, and which of its fields it is."""
    through = named_through(kind)
    if through is not None:
        return named_by(KINDS[kind].fields[through].field.kinds[0])
    return kind, KINDS[kind].traits.cited_by[-1]


def _referred(kind: str, key: str) -> tuple[str, str]:
    """Return the kind and the field of what is written in a reference column."""
    if key == "head":
        return "household", "head"
    field = KINDS[kind].fields.get(key)
    return named_by(field.field.kinds[0] if field else key.removeprefix(ABOUT))


def _sheet(kind: str, sheet: LedgerSheet) -> SheetSpec:
    """Read what a kind says of its sheet."""
    columns = tuple(_column(kind, column) for written in sheet.columns.split() for column in _spread(kind, written))
    return SheetSpec(
        sheet.key, kind, columns, tuple(tuple(need.split("|")) for need in sheet.needs.split()), sheet.cited
    )


def _spread(kind: str, written: str) -> list[str]:
    """Return the columns of a field: one for each language of a text, and for each kind that a reference may name."""
    key = written.lstrip("!@")
    field = KINDS[kind].fields.get(key)
    if "@" in written and field is not None and len(field.field.kinds) > 1:
        return [written.replace(key, f"{key}_{of}") for of in sorted(field.field.kinds)]
    return [written, *KINDS[kind].cls.texts.get(key, {}).values()]


def _column(kind: str, written: str) -> SheetColumn:
    needed, written = written.startswith("!"), written.removeprefix("!")
    key = written.removeprefix("@")
    if key != written:
        of, field = _referred(kind, key)
        own = KINDS[kind].fields.get(key)
        label = f"ledger.column.{key}" if key in BY_NUMBER or own is None else f"field.{kind}.{key}"
        several = own is not None and own.field.shape.several
        return SheetColumn(key, of, field, label, needed=needed, refers=True, several=several)
    part, dot, field = key.partition(".")
    if dot:
        return SheetColumn(key, PARTS[part], field, f"ledger.column.{SAME.get((kind, key), key)}", needed)
    same = SAME.get((kind, key))
    return SheetColumn(key, kind, key, f"ledger.column.{same}" if same else f"field.{kind}.{key}", needed)


SHEETS: tuple[SheetSpec, ...] = tuple(
    _sheet(kind, spec.traits.sheet) for kind, spec in KINDS.items() if spec.traits.sheet is not None
)
"""In an order in which what is referred to comes first."""

MARK = "mark"
"""A column on every sheet besides those of the form: which record a row is about, where an export or the clerk says."""
LONGEST_NUMBER = 20
"""In the column of marks a household's number may stand as an answer; a mark is longer."""


def mark_of(sheet: SheetSpec) -> SheetColumn:
    """Return the column of marks of a sheet."""
    return SheetColumn(MARK, sheet.kind, MARK, "ledger.column.mark", refers=True)


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
    SHEET_OF["members"].needs,
    SHEET_OF["members"].cited,
)
"""A list of persons (花名册), which the form lacks and villages have: households and members on one sheet."""
