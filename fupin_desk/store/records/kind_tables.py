"""Record tables, derived from the record kinds: a column for each field, and what the next save has to know.

Besides ``id``, ``village`` and its fields a row has:

* ``_heads``: for each change that stands, the fields it stands in (JSON); ``-`` before a change whose values are gone;
* ``_disputed``: the fields in which two changes say different things (JSON), or NULL;
* ``_sealed``: values, heads and disputes of LOCAL fields, closed under the laptop's own key. They have no columns, so
  that not even which of them are filled can be read without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa

from fupin_desk.domain.changes import LOCAL_STREAM, canonical
from fupin_desk.domain.record import FieldSpec, KindSpec
from fupin_desk.kinds import KINDS

LAYOUT = 1
"""Of the rows; another one rebuilds every table from the history."""


@dataclass(frozen=True)
class KindTable:
    """The table of one record kind."""

    spec: KindSpec

    @cached_property
    def sealed(self) -> frozenset[str]:
        """Fields that live in ``_sealed``: LOCAL ones, and all of a kind that never leaves the laptop."""
        all_local = self.spec.cls.realm == LOCAL_STREAM
        return frozenset(name for name, field in self.spec.fields.items() if all_local or field.local)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Fields with a column of their own."""
        return tuple(name for name in self.spec.fields if name not in self.sealed)

    @cached_property
    def lists(self) -> frozenset[str]:
        """Fields whose column holds JSON."""
        return frozenset(name for name in self.plain if self.spec.fields[name].field.shape.several)

    @cached_property
    def references(self) -> frozenset[str]:
        """Fields that name several records."""
        shapes = {name: spec.field.shape for name, spec in self.spec.fields.items()}
        return frozenset(name for name, shape in shapes.items() if shape.refers and shape.several)

    @cached_property
    def yes(self) -> frozenset[str]:
        """Fields whose column holds 0 or 1."""
        return frozenset(name for name in self.plain if self.spec.fields[name].field.shape.yes_no)

    @cached_property
    def name(self) -> str:
        """The table's name."""
        return f"record_{self.spec.kind}"

    @cached_property
    def table(self) -> sa.Table:
        """The table, in SQLAlchemy's terms; its indexes are few, for each is paid for at every save."""
        metadata = sa.MetaData()
        fields = [sa.Column(name, _type(self.spec.fields[name])) for name in self.plain]
        table = sa.Table(
            self.name,
            metadata,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("village", sa.Text, nullable=False),
            *fields,
            sa.Column("_heads", sa.Text),
            sa.Column("_disputed", sa.Text),
            sa.Column("_sealed", sa.BLOB),
        )
        for name in ("village", *self._looked_up):
            sa.Index(f"{self.name}_{name}", table.c[name])
        for name in self._named:
            sa.Index(f"{self.name}_{name}", table.c[name], sqlite_where=table.c[name].is_not(None))
        disputed = table.c["_disputed"]
        sa.Index(f"{self.name}_disputed", disputed, sqlite_where=disputed.is_not(None))
        return table

    @cached_property
    def _looked_up(self) -> list[str]:
        # Whom a record belongs to, and the record it is a line of; the number is what lists are ordered by.
        columns = []
        for name in self.plain:
            field = self.spec.fields[name].field
            line_of = field.shape.refers and not field.shape.several and field.required and field.only is None
            if name in (self.spec.cls.owner, "number") or (line_of and name != "head"):
                columns.append(name)
        return columns

    @cached_property
    def _named(self) -> list[str]:
        # The other records that one may name: what hangs on a record is looked up by them, and most say nothing.
        shapes = {name: self.spec.fields[name].field.shape for name in self.plain if name not in self._looked_up}
        return [name for name, shape in shapes.items() if shape.refers and not shape.several]

    @cached_property
    def indexes(self) -> list[str]:
        """The names of the table's indexes, sorted."""
        return sorted(str(index.name) for index in self.table.indexes)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns, in their order."""
        return ("id", "village", *self.plain, "_heads", "_disputed", "_sealed")

    @cached_property
    def upsert(self) -> str:
        """Write whole rows, new or not."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        marks = ", ".join("?" * len(self.columns))
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in self.columns if name != "id")
        return f"INSERT INTO {self.name} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}"

    @cached_property
    def select(self) -> str:
        """Read whole rows; the caller adds its condition."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        return f"SELECT {names} FROM {self.name}"

    @cached_property
    def definition(self) -> str:
        """A digest of everything the rows depend on, for each column its own, so that a new one can be told."""
        layout = {name: [self.spec.fields[name].field.shape.name, name in self.sealed] for name in self.spec.fields}
        return canonical({"layout": LAYOUT, "fields": layout}).decode()


def _type(field: FieldSpec) -> sa.Integer | sa.Text:
    return sa.Integer() if field.field.shape.whole else sa.Text()


TABLES: dict[str, KindTable] = {kind: KindTable(spec) for kind, spec in KINDS.items()}


def table_of(kind: str) -> KindTable:
    """Return a kind's table; raises ``UnknownKindError``."""
    from fupin_desk.kinds import kind_spec

    return TABLES[kind_spec(kind).kind]
