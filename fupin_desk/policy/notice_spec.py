"""What is said of a kind of notice: plain data and pure functions over dossiers.

The notices' machinery gathers, freezes, lays out, gates, signs and judges by it, and knows no kind.

Always true:

* a spec that names a PRIVATE or LOCAL column, or shows what it does not say, cannot be built;
* a column of a household or its members stands only where a name on a line rests on a consent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from fupin_desk.domain.disclosure import Audience, may_show
from fupin_desk.domain.errors import DeskError, NoticeAboutNeededError
from fupin_desk.domain.record import Record, kind_name, spec_of
from fupin_desk.policy.dossier import Dossier, R
from fupin_desk.policy.graph import Graph

HOUSEHOLDS = "households"
"""The cell by which a line says for how many households it is printed."""
PEOPLE = frozenset({"household", "member", "person"})
"""Record kinds that tell of a person."""
AMOUNTS = ("_fen", "_centimu", "_ppm")
"""How the names of cells end that hold a number in that unit."""

Cells = Mapping[str, str]
"""What one line shows: amounts in fen, codes as codes, names and numbers as they are; an ``InLanguages`` stands
there in each language it is in."""
Totals = Mapping[str, Any]
"""``count``, the sums that are not 0, and of a group the cells it is grouped by."""
Said = Mapping[str, Any]
"""Facts of one kind of notice, by names that end in ``_fen`` (int), ``_on`` (a day), or hold a text; one that is an
``InLanguages`` is said in each language it is in, and marked in the others."""
Form = Literal["position", "text", "masked", "name", "money", "codes", "party", "sentence"]


class Key(str):
    """A catalogue key among a sentence's facts: said in each language."""

    __slots__ = ()


class Sentence(NamedTuple):
    """A sentence by its catalogue key and facts."""

    key: str
    facts: Mapping[str, Any]
    urgent: bool = False
    """Whether it stands out, as what does not add up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeColumn:
    """One column of a notice's table."""

    name: str
    """Its heading is ``notice.column.<name>``."""
    form: Form
    cell: str = ""
    """The cell of a line that it shows, where that is not called like the column; ``<cell>_kind`` is a party's kind
    (a code of ``entity_kind``) in place of a name that would be a person's."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Cells that are codes, each with its code list; ``codes`` shows them in this order."""
    reads: tuple[str, ...] = ()
    """Of a sentence: the cells it is made of."""
    say: Callable[[Cells], Sentence] | None = None
    shows: tuple[tuple[type[Record], str], ...] = ()
    """Fields of records that its cells are made of."""
    share: float = 1.0
    """Of the page's width."""
    align: Literal["start", "center", "right"] = "start"
    total: Literal["", "label", "count"] = ""
    """What a row of sums says here: whose they are, or of how many lines. Money is summed in any case."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a line that it shows."""
        own = self.cell or self.name
        match self.form:
            case "position":
                return ()
            case "name":
                return (own, HOUSEHOLDS)
            case "codes":
                return tuple(self.codes)
            case "party":
                return (own, f"{own}_kind")
            case "sentence":
                return self.reads
            case _:
                return (own,)

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells of a line that hold what people wrote."""
        if self.form in ("text", "party"):
            return self.cells[:1]
        if self.form != "sentence":
            return ()
        return tuple(name for name in self.reads if name not in self.codes and not name.endswith(AMOUNTS))


class LineSaid(NamedTuple):
    """One line of a notice."""

    about: str | None
    """The id of the record it is about, of one of the kinds in ``NoticeSpec.lines_about``: withheld with that."""
    households: tuple[str, ...]
    """Whose it is; the line of one household is erased, and withheld, with it."""
    cells: Cells


class PostedLine(NamedTuple):
    """A line of one household as it hangs."""

    about: str | None
    household: str
    cells: Cells


class Posted(NamedTuple):
    """What hangs, as it was frozen."""

    said: Said
    total: Totals
    lines: Sequence[PostedLine]
    """Those of one household each, as far as they are here: what was erased, or never came, is none of them."""


class Printed(NamedTuple):
    """A signed notice of the same kind about the same, as it was printed: there it stays, whatever was corrected."""

    of: Dossier[Any]
    """What it was about, among the records as they stood when it was drafted."""
    on: date
    """The day it was drafted."""
    said: Said
    lines: Sequence[Cells]
    wrong: bool = False
    """Whether it was withdrawn since, for what it said."""


class InSeries(Dossier[R]):
    """What a notice is about, with what earlier ones of its kind told of it."""

    __slots__ = ("before",)

    def __init__(self, record: R, graph: Graph, before: Sequence[Printed]) -> None:
        """Take the notices that were signed before, in that order."""
        super().__init__(record, graph)
        self.before = before


Fit = Literal["differs", "in_part", "whole"]
"""How what is to be paid now fits what hangs: not, as some of its lines, or to the sum."""


def _nothing(*_given: object) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeSpec:
    """A kind of notice (a code of ``notice_kind``)."""

    kind: str
    about: type[Record]
    """The village, for what is about it as a whole; another class: one record, which the notice names. None that is a
    person's, for a notice outlives what is erased."""
    lines_about: tuple[type[Record], ...] = ()
    """What a line can be about (``LineSaid.about``); ``()`` where a line is about no one record."""
    lines: Callable[[Dossier[Any], date], Iterable[LineSaid]]
    """The lines as known on a day, without anybody's name; their cells are those that the columns show."""
    order: Callable[[Cells], Any]
    """By which lines are sorted; where names stand, after them."""
    columns: tuple[NoticeColumn, ...]
    in_series: bool = False
    """Whether what it says hangs on what was printed before: its ``lines`` and ``facts`` are given an ``InSeries``."""
    sums: tuple[str, ...]
    """Cells of which the totals are printed, in fen."""
    counted: str
    """The catalogue key of "so many lines", with ``count``."""
    grouped_by: tuple[str, ...] = ()
    """Cells by which lines have totals of their own; of two or more such groups each has a row."""
    facts: Callable[[Dossier[Any], date], Said] = lambda _of, _on: {}
    """What is frozen beside the lines; what is None or an empty text is left out."""
    unprinted: tuple[str, ...] = ()
    """Facts that no sentence says."""
    above: Callable[[Said], Iterable[Sentence]] = _nothing
    """Sentences above the table."""
    below: Callable[[Said, Totals], Iterable[Sentence]] = _nothing
    """Sentences after the one that says the totals."""
    last_rows: Callable[[Said], Iterable[tuple[str, Totals]]] = _nothing
    """Rows under the total: catalogue key of the label, and sums."""
    through: bool = False
    """Whether it says through which day it is counted."""
    consent: str | None = None
    """The purpose of consent (``consent_purpose``) on which the name of a household's head on its line rests; all who
    have not given it are one line together. None: nobody stands there by name."""
    owed: Callable[[Dossier[Any], Posted], Fit] | None = None
    """Of a kind whose lines are money owed to households once it hangs: how what is to be paid now fits what hangs."""
    shared_by: str = ""
    """The fact that says by which rule money is shared out: from that, too, one works out what somebody gets."""
    checked: tuple[str, ...] = ()
    """Facts in fen that whoever checks a sheet is told beside the sums."""
    days: str = "notice_days"
    """The figure that says how many days it hangs."""
    unsaid: Callable[[str, int], DeskError] = NoticeAboutNeededError
    """What is answered where it is not said which record it is about: of which kind, and how many there are."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Catalogue keys of ``title``, ``lead``, ``totals``, ``no_names`` where they are not ``notice.<part>.<kind>``."""

    def __post_init__(self) -> None:
        """Refuse a spec that cannot be; ``ValueError``."""
        if self.about.traits.erased != "never":
            raise ValueError(f"{self.kind} is about a {kind_name(self.about)}, which can be erased")
        for column in self.columns:
            self._check_column(column)
        if self.owed is not None and not all(self.names_its_own(cls) for cls in self.lines_about):
            raise ValueError(f"{self.kind} owes lines that do not name the {kind_name(self.about)} they are of")
        missing = {*self.sums, *self.grouped_by} - self.cells
        if missing:
            raise ValueError(f"{self.kind} sums or groups by {sorted(missing)}, which no column shows")

    def _check_column(self, column: NoticeColumn) -> None:
        if not column.shows and column.form != "position":
            raise ValueError(f"{self.kind}.{column.name} does not say what it shows")
        if (column.form == "sentence") is not (column.say is not None and bool(column.reads)):
            raise ValueError(f"{self.kind}.{column.name} does not say its sentence, or is none")
        if column.form == "name" and self.consent is None:
            raise ValueError(f"{self.kind}.{column.name} is a name, but no name stands on such a notice")
        for cls, name in column.shows:
            kind = kind_name(cls)
            names = (name, *cls.texts.get(name, {}).values())
            if not all(may_show(spec_of(cls), name, Audience.BOARD) for name in names):
                raise ValueError(f"{self.kind}.{column.name} shows {kind}.{name}, which no notice may show")
            if kind in PEOPLE and self.consent is None:
                raise ValueError(f"{self.kind}.{column.name} shows {kind}.{name}, but no name stands on such a notice")

    def names_its_own(self, cls: type[Record]) -> str | None:
        """Return the field by which a record that a line is about names the one that the notice is about."""
        kind = kind_name(self.about)
        fields = spec_of(cls).fields.values()
        return next((field.name for field in fields if tuple(field.field.kinds) == (kind,)), None)

    @property
    def cells(self) -> frozenset[str]:
        """The cells that a line of it may have."""
        return frozenset(cell for column in self.columns for cell in column.cells)

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells that hold what people wrote."""
        return tuple(dict.fromkeys(cell for column in self.columns for cell in column.texts))

    @property
    def groups(self) -> str:
        """The name of the fact that holds the totals of groups; empty where there are none."""
        return f"by_{self.grouped_by[0]}" if self.grouped_by else ""

    def key(self, part: str) -> str:
        """Return the catalogue key of its title, lead, totals, or why no names stand there."""
        return self.keys.get(part, f"notice.{part}.{self.kind}")
