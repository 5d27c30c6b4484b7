"""Households: the list with its search, and one page for each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.filling import begun, keep_field, new_id, open_sheet
from fupin_desk.acts.views.household import HouseholdPage, household_page
from fupin_desk.acts.views.households import HouseholdLine, find_households, page_of_households
from fupin_desk.acts.views.lists import count_records
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import Among, Lines
from fupin_desk.ui.forms.belongings import Belongings, narrowed
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.head import HeadForm
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.disputes import Disputes
from fupin_desk.ui.panels.erasing import Erasing
from fupin_desk.ui.panels.found import Found
from fupin_desk.ui.panels.owed import DuesCard, due_row
from fupin_desk.ui.panels.past import Past
from fupin_desk.ui.panels.scans import Scans
from fupin_desk.ui.widgets.records_table import ROAD_LEVELS, VILLAGE_WIDTH, drafted, marked
from fupin_desk.ui.widgets.simple import button, card, clear, column, link, mark, row, text
from fupin_desk.ui.widgets.tables import Row, Table
from fupin_desk.ui.widgets.taking_out import TakingOut, gone_mark

NEW = "+"
SEARCH = "?"
GONE = "-"


class HouseholdsPage(Page):
    """The list or one household.

    ``show_record`` takes an id, ``+`` for a new one, ``?`` and words to find some, ``-`` for those taken out, or
    nothing for the list.
    """

    head: HeadForm | None = None
    """Of a household that was not there when its page was opened."""

    def show_record(self, record: str) -> None:
        """Show the list, what was found, or one household."""
        self.record = new_id(self.session.desk) if record == NEW else record
        self.fill()
        if record == NEW and self.head is not None:
            self.head.begin()

    def fill(self) -> None:
        """Show what is there now."""
        if self._lists:
            self._list(self.record.removeprefix(SEARCH))
        else:
            self._one(self.record)

    @property
    def _lists(self) -> bool:
        return not self.record or self.record == GONE or self.record.startswith(SEARCH)

    # ---- the list

    def _list(self, text_typed: str) -> None:
        say = self.words.say
        office = self.session.desk.role == "office"
        new = button(say("window.household.new"), lambda: self.session.go("households", NEW), main=True)
        self.start_over(self.words.kinds("household"), *([] if office else [new]))
        heads = [self.words.field("household", name) for name in ("number", "head", "group", "status")]
        heads += [say("window.people"), say("window.findings")]
        heads = [say("window.exchange.village"), *heads] if office else [*heads, say("window.road")]
        widths = (*((VILLAGE_WIDTH,) if office else ()), 150, 200, 170, 130, 70, 190)
        self.table = Table(heads, widths, self.words.kinds("household"))
        self.table.opened.connect(lambda _kind, record: self.session.go("households", record))
        desk, gone = self.session.desk, self.record == GONE
        if text_typed.strip() and not gone:
            found = find_households(desk, text_typed)
            self.table.show_rows([self._row(one) for one in found])
            self.table.empty = say("window.search.nothing")
            self.add(text(say("window.search.found", count=len(found), text=text_typed), "muted"))
        else:
            self.table.empty = say("window.list_empty_office" if office else "window.today.empty")
            standing, out = count_records(desk, "household"), count_records(desk, "household", taken_out=True)
            self.table.rows.reset(
                lambda offset, limit: [
                    self._row(one) for one in page_of_households(desk, offset, limit, taken_out=gone)
                ],
                out if gone else standing,
            )
            other = link(say("window.taken_out_ones", count=out), lambda: self.session.go("households", GONE))
            other.setVisible(bool(out) and not gone)
            said = say("window.taken_out_ones", count=out) if gone else say("window.household.count", count=standing)
            self.add(row(text(said, "muted", wrap=False), *drafted(self.session, "household"), other))
        self.table.setMinimumHeight(520)
        self.body.addWidget(self.table, 1)

    def _row(self, one: HouseholdLine) -> Row:
        words = self.words
        found = self.session.of_household.get(one.id, [])
        weight = next((level for level in ("breach", "clash", "gap") if any(each.level == level for each in found)), "")
        findings = (
            words.say(f"window.count.{weight}", count=sum(each.level == weight for each in found)) if weight else ""
        )
        status = words.code("poverty_status", one.status) if one.status else ""
        shown = (words.apart(one.number), words.apart(one.head), words.apart(one.group), status, str(one.people))
        none = ("",) * len(shown)
        why = "\n".join(words.finding(each) for each in found)
        if self.session.desk.role == "office":
            cells = (words.apart(one.village), *shown, findings)
            return marked(words, Row("household", one.id, cells, ("", *none, weight), ("", *none, why)), one.drafts)
        levels = (*none, weight, ROAD_LEVELS.get(one.road, ""))
        cells = (*shown, findings, words.say(f"window.road.{one.road}"))
        return marked(words, Row("household", one.id, cells, levels, (*none, why)), one.drafts)

    # ---- one household

    def _one(self, household: str) -> None:
        found = household_page(self.session.desk, household, self.session.today)
        say = self.words.say
        back = link(say("window.back_to_list"), lambda: self.session.go("households"))
        state = self._standing(found) if found.exists else []
        self.start_over(say("window.household.new"), *state, back)
        gone = gone_mark(self.session, "household", household)
        self.gone = gone is not None
        if gone is not None:
            self.add(gone)
        self.found = Found(self.session)
        self.found_card = card(text(say("window.findings"), "heading"), self.found)
        self.add(self.found_card)
        self._above = column()
        self.add(self._above)
        self.head = self._beginning(household) if not found.exists and self.session.desk.role == "village" else None
        later = ("head",) if self.head is not None else ()  # asked for above, by name: nobody is there to choose from
        narrow = narrowed(self.session, "household", household, {"head": OWN})
        self.form = Form(self.session, "household", household, narrow=narrow, later=later, columns=4)
        self.form.kept.connect(lambda _name: self._show_belongings(household))
        self.add(*([self._head_card(self.head)] if self.head is not None else []), card(self.form))
        self._with_belongings, self._laptops = False, found.laptops
        if found.exists:
            self._show_belongings(household)
        self.end()
        self.renew()
        self.judged()

    def _beginning(self, household: str) -> HeadForm:
        """A new household begins with its head; one that was begun and could not be kept yet is gone on with."""
        desk = self.session.desk
        known = begun(desk, "member", "household", household)
        head = HeadForm(self.session, household, known[0] if known else new_id(desk))
        head.kept.connect(lambda _name: self._head_kept(household, head.record))
        head.through.connect(lambda: self.form.begin("group"))
        return head

    def _head_card(self, head: HeadForm) -> QWidget:
        label = self.words.field("household", "head")
        return card(text(label, "heading"), head)

    def _head_kept(self, household: str, head: str) -> None:
        """Show the household that was made with its head, in the form below and in the list of its people."""
        self.form.reload()
        self._show_belongings(household)
        for people in self.findChildren(Belongings):
            if people.of.kind == "member":
                people.refresh()
                if people.form is not None and people.form.record == head:
                    people.form.reload()

    def _reload_head(self, _member: str) -> None:
        if self.head is not None:
            self.head.reload()

    def _standing(self, found: HouseholdPage) -> list[QWidget]:
        """How far it has come on its way to the county; at the county, which village it is of."""
        if self.session.desk.role == "office":
            return [text(self.words.apart(found.village), "muted", wrap=False)]
        return [mark(self.words.say(f"window.road.{found.road}"), ROAD_LEVELS.get(found.road, "not_judged"))]

    def renew(self) -> None:
        """Show what the household is called now, and what is due to it."""
        clear(self._above)
        found = household_page(self.session.desk, self.record, self.session.today)
        if found.exists:
            self.title.setText(self.words.apart(found.name))
        if found.to_ask:
            self._above.addWidget(Disputes(self.session, self.record))
        if found.dues:
            self._above.addWidget(self._dues(found))

    def _show_belongings(self, household: str) -> None:
        """What belongs to a household can be filled in once there is one."""
        if self._with_belongings or not open_sheet(self.session.desk, "household", household).exists:
            return
        self._with_belongings = True
        self.reopen()
        members = Belongings(self.session, household, MEMBERS)
        members.kept.connect(lambda member: self._maybe_head(household, member))
        if self.head is not None:
            members.kept.connect(self._reload_head)
        self.add(members, Belongings(self.session, household, PLOTS), self._contracts(household))
        self.add(Scans(self.session, "household", household))
        consents = Belongings(self.session, household, CONSENTS, lambda session, one: Scans(session, "consent", one))
        self.add(Belongings(self.session, household, PAYMENTS), consents)
        if self._laptops:
            self.add(text(self.words.say("window.household.laptops", count=self._laptops), "muted"))
        self.add(Belongings(self.session, household, SHARES), Past(self.session, "household", household))
        out = TakingOut(self.session, "household", household)
        out.done.connect(lambda: self.session.go("households"))
        erasing = Erasing(self.session, "household", household)
        erasing.done.connect(lambda: self.session.go("households"))
        self.add(row(out), erasing)
        self.end()

    def _maybe_head(self, household: str, member: str) -> None:
        """Who is entered as the head is the household's head, unless it has one."""
        desk = self.session.desk
        sheet, said = open_sheet(desk, "household", household), open_sheet(desk, "member", member)
        if sheet.values["head"] is None and said.values["relation"] == "head":
            self.session.attempt(lambda: keep_field(desk, "household", household, {"head": member}, sheet.heads))
            self.form.reload()

    def _dues(self, found: HouseholdPage) -> QWidget:
        today = self.session.today
        rows = []
        for one in sorted(found.dues, key=lambda each: each.due.due_on, reverse=True):
            under = found.called.get(one.due.contract or one.due.distribution_line or "", "")
            rows.append(due_row(self.words, one, today, under, pays=self.session.desk.role == "village"))
        return DuesCard(self.session, found.dues, rows, "household")

    def _contracts(self, household: str) -> QWidget:
        found = household_page(self.session.desk, household, self.session.today)
        say, words = self.words.say, self.words
        names = ("number", "linkage", "terms", "signed_on", "until")
        table = Table([words.field("contract", name) for name in names], (190, 150, 150, 130), words.kinds("contract"))
        specs = [(name, kind_spec("contract").fields[name]) for name in names]
        table.show_rows(
            [
                Row("contract", one.id, tuple(words.value(spec, one.values[name]) for name, spec in specs))
                for one in found.contracts
            ]
        )
        table.fit(8)
        if not found.contracts:
            table.hide()
        table.opened.connect(lambda _kind, record: self.session.go("contracts", record))
        head = row(text(words.kinds("contract"), "heading", wrap=False))
        if self.session.desk.role == "village":
            head.addWidget(button(say("window.contract.new"), lambda: self._new_contract(household)))
        return card(head, table)

    def _new_contract(self, household: str) -> None:
        """Begin a contract with this household as its party."""
        desk, contract = self.session.desk, new_id(self.session.desk)

        def begin() -> bool:
            keep_field(desk, "contract", contract, {}, {})
            party = {"contract": contract, "household": household, "role": "household"}
            keep_field(desk, "party", new_id(desk), party, {})
            return True

        if self.session.attempt(begin):
            self.session.changed.emit("contract", contract)
            self.session.go("contracts", contract)

    # ---- what changed

    def undone(self, kind: str, record: str) -> None:
        """Show what was put back; a household that came back, or went, anew as a whole."""
        if not self._lists and self.gone != (gone_mark(self.session, "household", self.record) is not None):
            self.fill()
        else:
            super().undone(kind, record)

    def judged(self) -> None:
        """Show what policy sees now, in the list or on the household's page."""
        super().judged()
        if self._lists:
            self.table.rows.again()
            return
        findings = self.session.of_household.get(self.record, [])
        self.found.show_findings(findings)
        self.found_card.setVisible(bool(findings))


MEMBERS = Lines(
    kind="member",
    by="household",
    columns={"name": 220, "relation": 140, "id_number": 210, "born_on": 130, "labour": 0},
)
PLOTS = Lines(kind="plot", by="household", columns={"name": 260, "area_centimu": 160, "contracted_until": 0})
BOUND_BY = "<party.household/contract"
"""From a household, the contracts that bind it."""
OWN = Among("<member.household")
PAYMENTS = Lines(
    kind="payment",
    by="household",
    columns={
        "paid_on": 130, "amount_fen": 150, "contract": 200, "distribution_line": 200, "voucher": 120, "confirmed_on": 0,
    },
    order="-paid_on",
    narrow={
        "member": OWN, "contract": Among(BOUND_BY), "distribution_line": Among("<distribution_line.household"),
    },
)  # fmt: skip
CONSENTS = Lines(
    kind="consent",
    by="household",
    columns={"to": 160, "about": 220, "member": 120, "on": 120, "how": 120, "until": 120, "withdrawn_on": 0},
    narrow={
        "member": OWN,
        "about": Among(BOUND_BY, "<share.household", "<distribution_line.household/distribution"),
    },
)
SHARES = Lines(
    kind="share",
    by="household",
    columns={"entity": 280, "kind": 140, "paid_in_fen": 150, "since": 130, "until": 0},
    leave_out=("holder_entity",),
)
