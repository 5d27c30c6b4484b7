"""Notices: made, looked at, signed, posted, closed; and what people say to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fupin_desk.acts.notices import (
    close_notice,
    draft_notice,
    few_unnamed,
    notice_pdf,
    post_notice,
    sign_notice,
    withdraw_notice,
)
from fupin_desk.acts.views.choices import choices
from fupin_desk.acts.views.lists import count_records, page_of_records
from fupin_desk.acts.views.notice import NoticePage, notice_page
from fupin_desk.domain.languages import LANGUAGES, OFFICIAL, ON_WALLS, own_name
from fupin_desk.domain.record import kind_name
from fupin_desk.kinds.notices import SPECS, about_one
from fupin_desk.policy.specs import SYNC_STATUS
from fupin_desk.subjects.notice.records import WITHDRAWN_WHY, Notice
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.checking import Checking
from fupin_desk.ui.panels.days import DayLine
from fupin_desk.ui.panels.objections import Objections
from fupin_desk.ui.panels.paths import PathField, documents, stick
from fupin_desk.ui.panels.preview import Preview
from fupin_desk.ui.widgets.records_table import at_the_office, records_table, row_of
from fupin_desk.ui.widgets.simple import button, card, column, link, mark, row, stand_in, text

COLUMNS = ("number", "kind", "state", "drafted_on", "posted_on", "closes_on", SYNC_STATUS)
STATE_LEVELS = {"drafted": "not_judged", "signed": "note", "posted": "gap", "closed": "good", "withdrawn": "not_judged"}


class NoticesPage(Page):
    """``show_record`` takes a notice's id, or nothing for the list."""

    record = ""
    next: QWidget | None = None
    """Where one begins with what is to be done to the notice now."""
    objections: Objections | None = None

    def show_record(self, record: str) -> None:
        """Show the list, or one notice."""
        self.record = record
        self.fill()

    def fill(self) -> None:
        """Show what is there now."""
        found = notice_page(self.session.desk, self.record) if self.record else None
        if found is None:
            self._list()
        else:
            self._one(found)

    def lines(self) -> Mapping[str, QWidget]:
        """Return where a notice is made, on the list."""
        return {"make": self.make} if not self.record and self.session.desk.role == "village" else {}

    def open_field(self, kind: str, record: str, field: str) -> bool:
        """Stand where the notice is posted or closed, or in the answer to what was said to it."""
        if not kind:
            return super().open_field(kind, record, field)
        if not self.record or notice_page(self.session.desk, self.record) is None:
            return False
        if kind == "notice" and record == self.record and self.next is not None:
            stand_in(self.next)
            return True
        return kind == "objection" and self.objections is not None and self.objections.begin_answer(record)

    # ---- the list

    def _list(self) -> None:
        self.start_over(self.words.say("window.page.notices"))
        self.checking = Checking(self.session)
        cards = QHBoxLayout()  # side by side: the list, and what a check says, are seen on a low screen too
        cards.setSpacing(12)
        for each in (*([self._making()] if self.session.desk.role == "village" else []), self.checking):
            cards.addWidget(each, 1)
        self.add(cards)
        office = self.session.desk.role == "office"
        columns = at_the_office(COLUMNS) if office else COLUMNS
        self.table = records_table(self.words, "notice", columns)
        self.table.opened.connect(lambda _kind, record: self.session.go("notices", record))
        desk = self.session.desk
        self.table.rows.reset(
            lambda offset, limit: [
                row_of(self.words, one, columns) for one in page_of_records(desk, "notice", offset, limit)
            ],
            count_records(desk, "notice"),
        )
        self.table.setMinimumHeight(320)
        self.body.addWidget(self.table, 1)

    def _making(self) -> QWidget:
        say, words = self.words.say, self.words
        self.kind = combo([(kind, words.code("notice_kind", kind)) for kind in SPECS])
        self.about = combo([])
        self._offer()
        self.kind.activated.connect(lambda _place: self._offer())
        self.languages = {language: QCheckBox(own_name(language)) for language in LANGUAGES}
        for language in (OFFICIAL, words.language if words.direction == "rtl" else ON_WALLS[1]):
            self.languages[language].setChecked(True)
        self.make = button(say("window.notice.make"), self._make, main=True)
        whole = card(
            text(say("window.notice.new"), "heading"),
            row(self.kind),
            row(self.about),
            row(text(say("window.notice.languages"), "label", wrap=False), *self.languages.values()),
            row(self.make),
        )
        inner = whole.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addStretch(1)  # as high as the card beside it
        return whole

    def _offer(self) -> None:
        """Offer the records that a notice of the chosen kind can be about, where it is about one."""
        spec = SPECS[str(self.kind.currentData())]
        names_one = about_one(spec)
        offered = choices(self.session.desk, [kind_name(spec.about)], "") if names_one else []
        self.about.clear()
        for record, name in offered:
            self.about.addItem(name, record)
        self.about.setVisible(names_one)

    def _make(self) -> None:
        kind = str(self.kind.currentData())
        languages = [language for language, box in self.languages.items() if box.isChecked()] or [OFFICIAL]
        about = str(self.about.currentData() or "") or None
        session = self.session
        drafted = session.attempt(lambda: draft_notice(session.desk, kind, languages, session.today, about))
        if drafted is not None:
            record = next(one.id for one in page_of_records(session.desk, "notice", where={"number": drafted.number}))
            session.changed.emit("", "")
            session.say("window.notice.made", number=drafted.number, lines=drafted.lines)
            session.go("notices", record)

    # ---- one notice

    def _one(self, found: NoticePage) -> None:
        say, words = self.words.say, self.words
        notice = found.notice
        state = notice.state or "drafted"
        back = link(say("window.back_to_list"), lambda: self.session.go("notices"))
        title = f"{words.code('notice_kind', notice.kind or '')} {words.apart(notice.number or '')}"
        self.start_over(title, mark(words.code("notice_state", state), STATE_LEVELS.get(state, "note")), back)
        self.next, self.objections = None, None
        self.preview = Preview(self.session, notice.number or "", notice.state or "")
        steps = QVBoxLayout()
        steps.setSpacing(12)
        if self.session.desk.role == "village":
            for each in self._steps(found):
                steps.addWidget(each)
        steps.addWidget(self._saving(notice.number or ""))
        if state in ("posted", "closed", "withdrawn"):
            self.objections = Objections(self.session, found)
            self.objections.done.connect(self.fill)
            steps.addWidget(self.objections)
        steps.addStretch(1)
        side = QWidget()
        side.setLayout(steps)
        side.setFixedWidth(430)
        beside = QHBoxLayout()
        beside.addWidget(self.preview, 1)
        beside.addWidget(side)
        self.body.addLayout(beside, 1)

    def _steps(self, found: NoticePage) -> list[QWidget]:
        """What can be done next, in the state the notice is in."""
        notice, say = found.notice, self.words.say
        number, state = notice.number or "", notice.state or "drafted"
        session, desk = self.session, self.session.desk
        steps: list[QWidget] = []
        if state == "drafted":
            self.sign = button(say("window.notice.sign"), lambda: self._sign(number), main=True)
            steps.append(card(text(say("window.notice.sign_explained")), *self._few(number), row(self.sign)))
            self.next = self.sign
        if state == "signed":
            self.on, self.where = DayLine(session, "notice", "posted_on"), QLineEdit()
            self.post = button(say("window.notice.post"), lambda: self._post(notice), main=True)
            lines = column(
                text(say("window.notice.on"), "label"), self.on, text(say("window.notice.where"), "label"), self.where
            )
            steps.append(card(text(say("window.notice.post_explained")), lines, row(self.post)))
            self.next = self.where
        if state == "posted":
            self.result = QLineEdit()
            self.close_button = button(
                say("window.notice.close"),
                lambda: self._do(
                    lambda: close_notice(desk, number, session.today, self.result.text()), "window.notice.closed"
                ),
                main=True,
            )
            until = text(say("window.notice.closes", day_on=notice.closes_on or session.today))
            steps.append(card(until, text(say("window.notice.result"), "label"), self.result, row(self.close_button)))
            self.next = self.result
        if state in ("drafted", "signed", "posted"):
            steps.append(self._withdrawing(number))
        if notice.result:
            steps.append(self._ended("result", notice.result))
        if notice.withdrawn_why:
            steps.append(self._ended("withdrawn_why", self.words.code("withdrawn_why", notice.withdrawn_why)))
        return steps

    def _ended(self, field: str, value: str) -> QWidget:
        """How the notice ended, under what it is called."""
        return card(text(self.words.field("notice", field), "label"), text(value))

    def _few(self, number: str) -> list[QWidget]:
        """What a neighbour can work out of a list on which few households are not named, before it is signed."""
        few = few_unnamed(self.session.desk, number)
        if few is None:
            return []
        say = self.words.say
        return [text(say("notice.few_unnamed", count=few.count, amount_fen=few.amount_fen, rule=few.rule))]

    def _withdrawing(self, number: str) -> QWidget:
        say, desk = self.words.say, self.session.desk
        why = [(code, self.words.code("withdrawn_why", code)) for code in WITHDRAWN_WHY.codes]
        self.why = combo([("", say("window.notice.withdraw_why")), *why])
        do = button(
            say("window.notice.withdraw"),
            lambda: (
                self._do(lambda: withdraw_notice(desk, number, self.why.currentData()), "window.notice.withdrawn")
                if self.why.currentData()
                else self.why.setFocus()
            ),
        )
        line = row(do, stretch=False)
        line.insertWidget(0, self.why, 1)
        return card(line)

    def _saving(self, number: str) -> QWidget:
        say, desk = self.words.say, self.session.desk
        self.out = PathField(
            self.words, "save", say("window.notice.pdf"), ".pdf", start=f"{stick() or documents()}/{number}.pdf"
        )

        def save() -> None:
            out = self.out.path
            if out is not None and self.session.attempt(lambda: notice_pdf(desk, number, out)) is not None:
                self.session.say("window.notice.saved", file=str(out))

        self.save = button(say("window.notice.pdf_do"), save)
        return card(text(say("window.notice.pdf"), "label"), self.out, row(self.save))

    def _sign(self, number: str) -> None:
        desk, today = self.session.desk, self.session.today
        self.session.run(
            self,
            self.words.say("window.notice.signing"),
            lambda _told: sign_notice(desk, number, today),
            lambda _digest: self._through("window.notice.signed"),
        )

    def _post(self, notice: Notice) -> None:
        desk, number = self.session.desk, notice.number or ""
        self._do(lambda: post_notice(desk, number, self.on.day, self.where.text()), "window.notice.posted")

    def _do(self, act: Callable[[], object], said: str) -> None:
        if self.session.managed(act):
            self._through(said)

    def _through(self, said: str) -> None:
        self.session.changed.emit("", "")
        self.session.say(said)
        self.fill()
