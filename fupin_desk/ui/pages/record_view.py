"""One record on its page: who it is, what is typed in lines, its form and what belongs to it in tabs, money beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fupin_desk.acts.records.beginning import head_if_none
from fupin_desk.acts.records.filling import begun, new_id, open_sheet
from fupin_desk.domain.findings import Finding
from fupin_desk.kinds import kind_spec
from fupin_desk.kinds.pages import parts_of
from fupin_desk.policy.specs import Lines, PageSpec, Panel, Part, Where
from fupin_desk.ui.forms.belongings import Belongings, narrowed
from fupin_desk.ui.forms.field_box import TROUBLE
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.grid import Grid
from fupin_desk.ui.forms.person import HeadLine
from fupin_desk.ui.pages.record_line import tags_of
from fupin_desk.ui.panels.dues import DuesPanel
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.panels.history import Past
from fupin_desk.ui.panels.making import At, part
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import card, clear, column, row, scrolling, text
from fupin_desk.ui.widgets.tabs import Tabs
from fupin_desk.ui.widgets.taking_out import TakingOut, gone_mark

SIDE, BESIDE = (330, 412), (290, 400)
"""How wide the column beside a record that commands write is, on a narrow page and else; and what stands beside a form,
at least and at most."""
ANY = 16_777_215
"""As wide as there is room: the most that Qt knows."""
NARROW = 1060
"""On a page of fewer pixels what stands beside the form is its first tab: two columns would cut what is typed."""
FORM, MONEY, HISTORY = "form", "beside", "history"
"""Tabs that are of no kind and no panel."""


class RecordView(QWidget):
    """Everything about one record; what is worked out is drawn anew when something changed, what is typed never."""

    head: HeadLine | None = None
    """Of a record that was not there when its page was opened, and begins with another."""

    def __init__(
        self,
        session: Session,
        spec: PageSpec,
        record: str,
        suggested: Mapping[str, str],
        *,
        back: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        """Show a record, or begin one; ``back`` leads to the list, ``again`` shows the whole page anew."""
        super().__init__()
        self.session, self.words, self.spec = session, session.words, spec
        self.kind, self.record, self._suggested = spec.kind, record, suggested
        self.sheet = open_sheet(session.desk, spec.kind, record)
        self._back = back
        self._here = At(session, spec.kind, record, back, again, self.belongings)
        self.problems: list[Finding] = []
        """What policy sees that is to be looked at, of the record and of what belongs to it."""
        self.panels: dict[str, QWidget] = {}
        """What stands there now, by what its spec calls it."""
        self.gone = gone_mark(session, spec.kind, record) is not None
        self.found = Findings(session, of=record, narrow=kind_spec(spec.kind).traits.by_hand)
        self.found_card = card(text(self.words.say("window.findings"), "heading"), self.found)
        self._above, self._beside = column(), column()
        self._dues: list[DuesPanel] = []
        self._side: QWidget | None = None
        self._steps: QWidget | None = None
        self._found_area: QWidget | None = None
        self._whole, self.tabs, self._typed = False, Tabs(self.words.say("window.tabs")), column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if self.gone:  # the way back stands where it is said, and at once
            layout.addLayout(row(self._taking_out()))
        layout.addLayout(self._above)
        if kind_spec(spec.kind).traits.by_hand:
            self._by_hand(layout)
        else:
            self._by_command(layout)

    # ---- what commands write

    def _by_command(self, layout: QVBoxLayout) -> None:
        """Show a record that only commands of its own write: its panels, and beside them the narrow ones."""
        steps = column(*self._made(*self._panels("side")), spacing=12)
        steps.addStretch(1)
        self._steps = side = QWidget()
        side.setLayout(steps)
        side.setFixedWidth(SIDE[1])
        beside = row(spacing=12, stretch=False)
        beside.addLayout(column(self.found_card, *self._made(*self._panels("tab"))), 1)
        beside.addWidget(side)
        layout.addLayout(beside, 1)

    # ---- what people write

    def _by_hand(self, layout: QVBoxLayout) -> None:
        """Show the form of a record that people write, and what belongs to it."""
        session, kind, spec, exists = self.session, self.kind, self.spec, self.sheet.exists
        self.head = self._beginning() if not exists and session.desk.role == "village" else None
        # what a new one begins with is asked for above, by name: nobody is there to choose from
        later = () if self.head is None or spec.begins_with is None else (spec.begins_with,)
        self.form = Form(
            session,
            kind,
            self.record,
            suggested=self._suggested,
            narrow=narrowed(session, kind, self.record, spec.narrow),
            leave_out=spec.leave_out,
            later=later,
            columns=spec.form_columns,
        )
        self.form.kept.connect(lambda _name: self.complete())
        self.grid = self._gridded()
        self.tabs.put(FORM, self.words.say("window.tab.form"), lambda: [self.form])
        self._typed.addWidget(self._framed(), 1)
        self._side = side = QWidget()
        self._found_area = area = scrolling(self._found_sheet())
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # it gets half, and scrolls
        both = column(self._beside, area)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        side.setLayout(both)
        side.setMinimumWidth(BESIDE[0])
        side.setMaximumWidth(BESIDE[1])
        self._body = row(spacing=10, stretch=False)
        self._body.addLayout(self._typed, 3)
        self._body.addWidget(side, 1)
        layout.addLayout(self._body, 1)
        if exists:
            self.complete()

    def _gridded(self) -> Grid | None:
        """What is typed above the form, one to a line; nothing of a new record that begins with none of them."""
        of = self._grid_of()
        if of is None:
            return None
        grid = Grid(self.session, self.record, of, self.head)
        grid.left.connect(lambda: self.form.begin(self.spec.then))
        grid.more.connect(self._more)
        grid.kept.connect(self._maybe_head)
        self._typed.addWidget(card(grid))
        return grid

    def _grid_of(self) -> Lines | None:
        return next((spec for spec in parts_of(self.kind, "tab") if isinstance(spec, Lines) and spec.grid), None)

    def _more(self, record: str) -> None:
        """Show the whole of one of the lines, in the tab that has it."""
        belongings = None if self.grid is None else self.belongings(self.grid.of.kind)
        if belongings is not None:
            belongings.refresh()
            belongings.open(record)

    def _found_sheet(self) -> QWidget:
        sheet, layout = QWidget(), column(self.found_card)
        layout.addStretch(1)
        sheet.setLayout(layout)
        return sheet

    def _framed(self) -> QWidget:
        frame = card(self.tabs)
        inner = frame.layout()
        assert inner is not None
        inner.setContentsMargins(4, 4, 4, 4)
        return frame

    def complete(self) -> None:
        """Show what belongs to a record, once there is one."""
        session, kind, record = self.session, self.kind, self.record
        if self._whole or not open_sheet(session.desk, kind, record).exists:
            return
        self._whole = True
        for spec in parts_of(kind, "tab"):
            if self._here.stands(spec):
                self.tabs.put(self._tab_of(spec), self._titled(spec), partial(self._behind, spec))
        self.tabs.put(HISTORY, self.words.say("window.history"), self._past)
        self.renew()

    def _behind(self, spec: Part) -> list[QWidget]:
        """Make what stands behind a tab, with the panels that have their place there."""
        name = self._tab_of(spec)
        own = [panel for panel in self._panels("tab") if panel.tab == name]
        widget = part(self._here, spec)
        if isinstance(spec, Panel) and widget is not None:
            self.panels[spec.name] = widget
        if isinstance(widget, Belongings) and widget.of.kind in self._begun_by:
            widget.kept.connect(self._maybe_head)
        return [*self._made(*own), *([] if widget is None else [widget])]

    def _past(self) -> list[QWidget]:
        """The last tab: what was written when by whom, and, far from what is typed, the ways to take it out."""
        session, kind, record = self.session, self.kind, self.record
        past = Past(session, kind, record)
        past.toggle()
        out = [] if self.gone else [self._taking_out()]
        return [past, *out, *self._made(*self._panels("history"))]

    def _taking_out(self) -> TakingOut:
        out = TakingOut(self.session, self.kind, self.record)
        out.done.connect(self._back)
        return out

    def belongings(self, kind: str) -> Belongings | None:
        """Return the list of a kind that belongs to the record, made if need be; None where it has none."""
        if kind in self.tabs.names:
            self.tabs.make(kind)
        return next((one for one in self.findChildren(Belongings) if one.of.kind == kind), None)

    def _tab_of(self, spec: Part) -> str:
        return spec.name if isinstance(spec, Panel) else spec.kind

    def _titled(self, spec: Part) -> str:
        return self.words.say(f"window.tab.{spec.name}") if isinstance(spec, Panel) else self.words.kinds(spec.kind)

    # ---- what is worked out

    def renew(self) -> None:
        """Show what is worked out from what the record says now: what stands above and beside, what the tabs count."""
        clear(self._above)
        if not open_sheet(self.session.desk, self.kind, self.record).exists:
            return
        for widget in self._made(*self._panels("page")):
            self._above.addWidget(widget)
        if not kind_spec(self.kind).traits.by_hand:
            return
        clear(self._beside)
        about = self._made(*self._panels("beside"))
        for panel in about:
            self._beside.addWidget(panel)
        self._dues = [panel for panel in about if isinstance(panel, DuesPanel)]
        self.judged()

    def judged(self) -> None:
        """Show what policy sees now: under the money it is about, else in a list; on the tabs whether there is any."""
        findings = self.session.found_about(self.record)
        told: set[tuple[str, str, str]] = set()
        for dues in self._dues:
            dues.judged()
            told |= dues.told()
        self.problems = [finding for finding in findings if finding.level.value in TROUBLE]
        rest = [finding for finding in findings if (finding.rule, finding.kind, finding.id) not in told]
        self.found.show_findings(rest)
        self.found_card.setVisible(bool(rest))
        if self._found_area is not None:
            self._found_area.setVisible(bool(rest))
        if self._whole:
            self._count()
        if self._side is not None:
            self._side.setVisible(bool(rest or self._beside.count()))

    def _count(self) -> None:
        for spec in parts_of(self.kind, "tab"):
            if isinstance(spec, Panel) or spec.kind not in self.tabs.names:
                continue
            ids = self._here.listed(spec)
            self.tabs.tell(spec.kind, len(ids), warns=any(self._weighs(self.session.about(record)) for record in ids))
        own = self.session.about(self.record)
        self.tabs.tell(FORM, None, warns=self._weighs(own))

    def _weighs(self, findings: list[Finding]) -> bool:
        return any(finding.level.value in TROUBLE for finding in findings)

    def told(self) -> list[QWidget]:
        """Return what stands beside the title: what the record is, and panels that have their place there."""
        return [*tags_of(self.session, self.spec, self.record), *self._made(*self._panels("head"))]

    def _panels(self, at: Where) -> list[Panel]:
        return [spec for spec in parts_of(self.kind, at) if isinstance(spec, Panel)]

    def _made(self, *panels: Panel) -> list[QWidget]:
        """Make panels of the page, those that have something to show."""
        made = [(panel, part(self._here, panel)) for panel in panels]
        self.panels |= {panel.name: widget for panel, widget in made if widget is not None}
        return [widget for _panel, widget in made if widget is not None]

    # ---- what a new one begins with

    def begin(self) -> None:
        """Put the cursor where a new record is begun."""
        if self.head is not None:
            self.head.begin()
        else:
            self.form.begin()

    def _beginning(self) -> HeadLine | None:
        """A new household begins with its head; one that was begun and could not be kept yet is gone on with."""
        spec, desk = self.spec, self.session.desk
        if spec.begins_with is None:
            return None
        kind = kind_spec(self.kind).fields[spec.begins_with].field.kinds[0]
        known, of = begun(desk, kind, kind_spec(kind).cls.owner or "", self.record), self._grid_of()
        assert of is not None  # whoever begins with one of them types them in lines
        columns = [name for name in of.columns if isinstance(name, str)]
        head = HeadLine(self.session, self.record, known[0] if known else new_id(desk), columns)
        head.kept.connect(lambda _name: self._head_kept())
        return head

    @property
    def _begun_by(self) -> Sequence[str]:
        """The kinds one of which a record begins with: of a household its head's."""
        begins = self.spec.begins_with
        return () if begins is None else kind_spec(self.kind).fields[begins].field.kinds

    def _maybe_head(self, member: str) -> None:
        """Who is entered as the head is the household's head, unless it has one."""
        if self.session.attempt(lambda: head_if_none(self.session.desk, self.record, member)):
            self.form.reload()
        if self.head is not None:
            self.head.reload()

    def _head_kept(self) -> None:
        """Show the household that was made with its head, in the form below and in the list of its people."""
        self.form.reload()
        self.complete()

    # ---- on a narrow screen

    def fit(self, width: int) -> None:
        """Let what stands beside the form be its first tab where a page so wide has no room beside it."""
        if self._side is not None:
            self._place(self._side, beside=width >= NARROW)
        if self._steps is not None:
            self._steps.setFixedWidth(SIDE[width >= NARROW])

    def _place(self, side: QWidget, *, beside: bool) -> None:
        inside = MONEY in self.tabs.names
        if beside == (not inside) or (not inside and side.isHidden()):
            return
        if beside:
            side.setParent(self)
            self.tabs.take(MONEY)
            self._body.addWidget(side, 1)
            side.setMaximumWidth(BESIDE[1])
            side.show()
        else:
            self._body.removeWidget(side)
            side.setMaximumWidth(ANY)
            self.tabs.put(MONEY, self.words.say("window.dues"), lambda: [side], at=0)
            self.tabs.show_named(MONEY if self.sheet.exists else FORM)
