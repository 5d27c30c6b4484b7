"""Where the fields of a form stand: beside each other, texts in several languages together, parts under heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fupin_desk.domain.languages import LANGUAGES
from fupin_desk.domain.record import FieldSpec
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.pages import sections_of
from fupin_desk.ui.forms.field_box import FieldBox
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.fold import Fold

Said = Callable[[FieldBox], str]
"""What a field says, as people read it; nothing where it is empty."""


class Arranged(Protocol):
    """How a form has its fields stand."""

    def order(self, names: Sequence[str]) -> list[str]:
        """Return fields in the order in which they stand."""

    def folded(self, name: str) -> bool:
        """Return whether a field is behind a head, not to be seen."""

    def unfold(self, name: str) -> None:
        """Bring a field to where it is seen."""

    def put(self, box: FieldBox) -> None:
        """Take a field in."""

    def flow(self, boxes: Mapping[str, FieldBox], asked: Callable[[FieldSpec], bool]) -> None:
        """Put the fields that are asked for where they stand."""

    def tell(self, boxes: Mapping[str, FieldBox], said: Said) -> None:
        """Say what is in what is not seen."""


class Arrangement:
    """The grids of one form. Which parts stand open is the same in all forms of a kind, and stays for the sitting."""

    def __init__(
        self,
        form: QWidget,
        session: Session,
        kind: str,
        names: Iterable[str],
        columns: int,
        enter: Callable[[str], object],
    ) -> None:
        """Take the fields there are; a part none of whose fields is there has no head.

        ``enter`` puts the cursor into the first field of a part that a person opens.
        """
        self._session, self._kind, self._columns, self._form = session, kind, columns, form
        self._enter = enter
        self._texts: dict[str, QWidget] = {}
        """Of each text kept in several languages, where its fields stand."""
        self.grid = QGridLayout()
        _space(self.grid)
        outer = QVBoxLayout(form)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self.grid)
        there = set(names)
        self._fields = {
            section.name: fields
            for section in sections_of(kind)
            if (fields := [name for name in section.fields if name in there])
        }
        self._part_of = {name: part for part, fields in self._fields.items() for name in fields}
        folded = {section.name: section.folded for section in sections_of(kind)}
        self.folds: dict[str, Fold] = {}
        for part in self._fields:
            self.folds[part] = self._fold(part, opened=session.folds.get((kind, part), not folded[part]))
            outer.addWidget(self.folds[part])

    def _fold(self, part: str, *, opened: bool) -> Fold:
        body = QWidget()
        _space(QGridLayout(body))
        fold = Fold(self._session.words.say(f"section.{self._kind}.{part}"), body, opened=opened)
        fold.turned.connect(partial(self._turned, part))
        return fold

    def _turned(self, part: str, opened: bool) -> None:
        self._session.folds[self._kind, part] = opened
        if opened:
            self._enter(self._fields[part][0])

    def order(self, names: Sequence[str]) -> list[str]:
        """Return fields in the order in which they stand: those of no part first."""
        parted = [name for fields in self._fields.values() for name in fields]
        return [*(name for name in names if name not in self._part_of), *parted]

    def folded(self, name: str) -> bool:
        """Return whether a field is in a part that is folded."""
        part = self._part_of.get(name)
        return part is not None and not self.folds[part].opened

    def unfold(self, name: str) -> None:
        """Open the part in which a field is."""
        if name in self._part_of:
            self.folds[self._part_of[name]].unfold()

    def put(self, box: FieldBox) -> None:
        """Take a field in; one of a text in several languages goes where the others of it are, on a line of its own."""
        text = self._text_of(box.spec)
        if not text:
            return
        if text not in self._texts:
            self._texts[text] = QWidget(self._form)
            _space(QGridLayout(self._texts[text]))
        grid, a_line = self._texts[text].layout(), 2 if box.spec.field.shape.wide else len(LANGUAGES)
        assert isinstance(grid, QGridLayout)
        line, column = divmod(grid.count(), a_line)
        grid.addWidget(box, line, column)
        grid.setColumnStretch(column, 1)

    def _text_of(self, spec: FieldSpec) -> str | None:
        """Return the text in several languages that a field is of, by its first field."""
        return spec.text_of or (spec.name if spec.name in kind_spec(self._kind).cls.texts else None)

    def flow(self, boxes: Mapping[str, FieldBox], asked: Callable[[FieldSpec], bool]) -> None:
        """Put the fields that are asked for beside each other, wide ones over the whole breadth."""
        for box in boxes.values():
            box.setVisible(asked(box.spec))
        own = [box for name, box in boxes.items() if name not in self._part_of]
        self._fill(self.grid, own)
        for part, fold in self.folds.items():
            grid = fold.body.layout()
            assert isinstance(grid, QGridLayout)
            inside = [boxes[name] for name in self._fields[part] if name in boxes]
            self._fill(grid, inside)
            fold.setVisible(any(not box.isHidden() for box in inside))

    def _fill(self, grid: QGridLayout, boxes: Sequence[FieldBox]) -> None:
        standing = [(self._texts.get(self._text_of(box.spec) or "", box), box) for box in boxes]
        for widget, _box in standing:
            grid.removeWidget(widget)
        line, place = 0, 0
        for widget, box in standing:
            if box.isHidden() or grid.indexOf(widget) >= 0:
                continue
            span = self._columns if widget is not box or box.spec.field.shape.wide else 1
            if span > 1 and place:
                line, place = line + 1, 0
            grid.addWidget(widget, line, place, 1, span)
            place += span
            if place >= self._columns:
                line, place = line + 1, 0
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)

    def tell(self, boxes: Mapping[str, FieldBox], said: Said) -> None:
        """Let the head of each part say what is in it, and whether something there is to be looked at."""
        for part, fold in self.folds.items():
            inside = [box for name in self._fields[part] if not (box := boxes[name]).isHidden()]
            content = [text for box in inside if (text := said(box))]
            fold.say(self._session.words.listing(content), warns=any(box.troubled() for box in inside))


def _space(grid: QGridLayout) -> None:
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
