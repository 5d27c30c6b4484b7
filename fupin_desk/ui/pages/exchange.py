"""The exchange with the other side: make what goes on the stick, take what came, and what became of it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from fupin_desk.acts.bundles.sending import Made, make_bundles
from fupin_desk.acts.bundles.taking import Taken, take_bundles
from fupin_desk.acts.laptops.carrying import SUFFIX, files_for
from fupin_desk.acts.laptops.neighbours import CARD_SUFFIX
from fupin_desk.acts.views.exchange import ExchangeSeen, exchange_page
from fupin_desk.ui.jobs import CalledOff, Progress
from fupin_desk.ui.navigation import go_to
from fupin_desk.ui.pages.page import Page
from fupin_desk.ui.panels.backups import Backups
from fupin_desk.ui.panels.history import local_time
from fupin_desk.ui.panels.other_laptops import OtherLaptopsCard
from fupin_desk.ui.panels.paths import PathField, documents, stick
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import SYNC_LEVELS
from fupin_desk.ui.widgets.simple import button, card, clear, column, mark, row, text, weigh
from fupin_desk.ui.widgets.tables import Table, TableRow

SUMS = ("sent", "taken", "disputed", "held", "returned", "unanswered")
SIGNS = ("", "=", "+", "+", "+", "+")


class ExchangePage(Page):
    """Both sides have the same page; the numbers are a village's own, or those of each desk."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name)
        self._results: list[tuple[str, str]] = []
        self._busy = False
        session.working.connect(self._working)

    def show_record(self, record: str) -> None:
        """Show the numbers as they stand."""
        self._results = []
        self.fill()

    def lines(self) -> Mapping[str, QWidget]:
        """Return where a bundle is made, and where one is taken."""
        return {"folder": self.folder.line, "files": self.files.line}

    def record_changed(self, kind: str, record: str) -> None:
        """Whoever takes or makes a bundle here shows it by itself."""

    def fill(self) -> None:
        """Show what is there now."""
        say = self.words.say
        role = self.session.desk.role
        self.start_over(say("window.page.exchange"))
        self.others = OtherLaptopsCard(self.session, self.fill)
        self.add(self._making(role), self._taking(role), self.others)
        self.results = column(spacing=4)
        self.add(self.results)
        self._show_results()
        self.numbers = column(text(say("window.exchange.counting"), "muted"), spacing=12)
        self.backups = Backups(self.session)
        self.add(self.numbers, self.backups)
        self.end()
        for control in (self.make, self.take):
            control.setEnabled(not self._busy)
        desk = self.session.desk
        self.session.jobs.start(self, lambda _told: exchange_page(desk), self._show, self.session.refuse)

    # ---- making and taking

    def _working(self, _about: str, job: object) -> None:
        """One thing at a time: a second press would do it all over again."""
        self._busy = job is not None
        for control in self.findChildren(QPushButton, "main"):
            control.setEnabled(not self._busy)

    def _making(self, role: str) -> QWidget:
        say = self.words.say
        self.folder = PathField(
            self.words,
            "folder",
            say("window.exchange.folder"),
            start=stick() or str(Path(documents()) / "fupin-desk-out"),
        )
        self.make = button(say("window.exchange.make"), self._make, main=True)
        return card(
            text(say("window.exchange.make_title"), "heading"),
            text(say(f"window.exchange.make_{role}"), "muted"),
            self.folder,
            row(self.make),
        )

    def _make(self) -> None:
        folder, desk = self.folder.path, self.session.desk
        if folder is None:
            self.folder.line.setFocus()
            return
        self.session.run(
            self, self.words.say("window.exchange.making"), lambda _told: make_bundles(desk, folder), self._made
        )

    def _made(self, made: Made) -> None:
        say = self.words.say
        written = say("window.exchange.made", files=[str(file) for file in made.files], count=made.changes)
        self._results = [("good", written)] if made.files else [("gap", say("window.exchange.nobody"))]
        if made.withheld:
            self._results.append(("note", say("window.exchange.withheld", count=made.withheld)))
        self._after()

    def _taking(self, role: str) -> QWidget:
        say = self.words.say
        brought = ".fdb" if role == "office" else f".fdb {SUFFIX} {CARD_SUFFIX}"
        self.files = PathField(self.words, "open_many", say("window.exchange.files"), brought)
        self.take = button(say("window.exchange.take"), self._take, main=True)
        return card(
            text(say("window.exchange.take_title"), "heading"),
            text(say(f"window.exchange.take_{role}"), "muted"),
            self.files,
            row(self.take),
        )

    def _take(self) -> None:
        files, desk = self._all_files(), self.session.desk
        cards = [path for path in files if path.suffix == CARD_SUFFIX]
        if cards and desk.role == "village":
            self.others.take_card(cards[0])
            files = [path for path in files if path not in cards]
        if not files:
            self.files.line.setFocus()
            return

        def work(told: Progress) -> list[Taken]:
            def on(done: int, of: int) -> bool:
                try:
                    told(done, of)
                except CalledOff:
                    return False  # what was taken until now is taken, and is shown
                return True

            return take_bundles(desk, files, on)

        self.session.run(
            self, self.words.say("window.exchange.taking"), work, lambda taken: self._took(taken, len(files))
        )

    def _all_files(self) -> Sequence[Path]:
        """The files named; of the folders named all bundles, and what another laptop of the village wrote for us."""
        taken: list[Path] = []
        for path in self.files.paths():
            taken += [*sorted(path.glob("*.fdb")), *files_for(self.session.desk, path)] if path.is_dir() else [path]
        return taken

    def _took(self, taken: list[Taken], of: int) -> None:
        say, self._results = self.words.say, []
        for result in taken:
            if result.error is not None:
                why = say("window.exchange.refused", file=result.file.name, why=self.words.error(result.error))
                self._results.append(("breach", why))
                continue
            verdicts = [
                say(f"window.verdict.{verdict}", count=count) for verdict, count in result.verdicts.items() if count
            ]
            what = self.words.listing(verdicts) if verdicts else say("window.exchange.nothing_new")
            key = "window.exchange.took" if result.laptop is None else "window.exchange.took_laptop"
            self._results.append(("good", say(key, file=result.file.name, what=what)))
            self._results += self._persons(result)
            if result.laptop is not None and result.verdicts["disputed"]:
                self._results.append(("gap", say("window.exchange.asks")))
            if result.receipt is not None:
                self._results.append(("note", say(f"window.receipt.{result.receipt.value}")))
        if len(taken) < of:
            self._results.append(("gap", say("window.exchange.not_taken", count=of - len(taken))))
        self._after()

    def _persons(self, taken: Taken) -> list[tuple[str, str]]:
        """Who a village told of: somebody at the office looks whether there is anybody new, or who claims others."""
        if taken.persons is None:
            return []
        counts = {"new": ("note", len(taken.persons.new)), "elsewhere": ("breach", len(taken.persons.elsewhere))}
        facts = {"file": taken.file.name, "village": taken.sender or ""}
        return [
            (level, self.words.say(f"window.exchange.persons_{name}", count=count, **facts))
            for name, (level, count) in counts.items()
            if count
        ]

    def _after(self) -> None:
        self.session.changed.emit("", "")
        self.fill()

    def _show_results(self) -> None:
        clear(self.results)
        for level, sentence in self._results:
            line = text(sentence)
            weigh(line, level)
            self.results.addWidget(line)

    # ---- numbers

    def _show(self, seen: ExchangeSeen) -> None:
        clear(self.numbers)
        say = self.words.say
        if self.session.desk.role == "village":
            self.numbers.addWidget(self._sums(seen))
        else:
            self.numbers.addWidget(self._desks(seen))
        if seen.troubles:
            self.numbers.addWidget(self._troubles(seen))
        whole = seen.numbers["chain"] == "whole"
        self.numbers.addWidget(text(say(f"window.chain.{seen.numbers['chain']}"), "muted" if whole else "refused"))
        if seen.numbers["whole_at"]:
            looked = say("window.chain.looked", at=local_time(seen.numbers["whole_at"]))
            self.numbers.addWidget(text(looked, "muted"))
        if seen.bundles:
            self.numbers.addWidget(self._bundles(seen))

    def _sums(self, seen: ExchangeSeen) -> QWidget:
        """Sent = taken + disputed + held + returned + unanswered, as one line one can add up."""
        say, grid = self.words.say, QGridLayout()
        grid.setHorizontalSpacing(12)
        for place, (name, sign) in enumerate(zip(SUMS, SIGNS, strict=True)):
            if sign:
                grid.addWidget(text(sign, "big", wrap=False), 0, place * 2 - 1)
            number = text(str(seen.numbers[name]), "big", wrap=False)
            number.setAccessibleName(say(f"window.sum.{name}"))
            number.setProperty("sum", name)
            level = SYNC_LEVELS.get(name, "")
            label = mark(say(f"window.sum.{name}"), level) if level else text(say(f"window.sum.{name}"), wrap=False)
            grid.addWidget(number, 0, place * 2)
            grid.addWidget(label, 1, place * 2)
        grid.setColumnStretch(len(SUMS) * 2, 1)
        rest = [
            say("window.exchange.in_words"),
            say("window.exchange.unsent", count=seen.unsent),
            say("window.exchange.withheld_now", count=seen.numbers["withheld"]),
        ]
        return card(
            text(say("window.exchange.became"), "heading"), grid, *(text(sentence, "muted") for sentence in rest)
        )

    def _desks(self, seen: ExchangeSeen) -> QWidget:
        say = self.words.say
        heads = [say("window.exchange.village"), say("window.exchange.desk")]
        heads += [say(f"window.sum.{name}") for name in (*SUMS, "withheld", "persons")]
        table = Table(heads, (215, 95, 80, 80, 80, 80, 80, 80, 85, 80), say("window.exchange.became"))
        rows = []
        for desk in seen.numbers["desks"]:
            name = f"{seen.villages.get(desk['desk'], '')} {desk['village']}"
            cells = (self.words.apart(name), self.words.apart(desk["desk"][-6:]))
            numbers = [*(desk[total] for total in (*SUMS, "withheld")), seen.persons.get(desk["desk"], 0)]
            rows.append(TableRow("", "", (*cells, *map(str, numbers))))
        table.show_rows(rows)
        table.fit(10)
        return card(text(say("window.exchange.became"), "heading"), table)

    def _troubles(self, seen: ExchangeSeen) -> QWidget:
        say, words = self.words.say, self.words
        heads = [say("window.exchange.record"), say("window.sync_status"), say("window.exchange.why")]
        table = Table(heads, (380, 160), say("window.exchange.troubles"))
        rows = []
        for trouble in seen.troubles:
            why = say(f"returned.{trouble.reason}") if trouble.reason else say(f"window.trouble.{trouble.state}")
            cells = (
                f"{words.kind(trouble.kind)} {words.apart(trouble.name)}",
                say(f"window.sync_status.{trouble.state}"),
                why,
            )
            rows.append(TableRow(trouble.kind, trouble.record, cells, ("", SYNC_LEVELS.get(trouble.state, ""))))
        table.show_rows(rows)
        table.fit(6)
        table.opened.connect(lambda kind, record: go_to(self.session, kind, record))
        return card(text(say("window.exchange.troubles"), "heading"), table)

    def _bundles(self, seen: ExchangeSeen) -> QWidget:
        say, words = self.words.say, self.words
        heads = [say("window.exchange.at"), say("window.exchange.which"), say("window.exchange.file")]
        table = Table(heads, (170, 120), say("window.exchange.bundles"))
        rows = []
        for made, bundle in seen.bundles:
            which = say("window.exchange.was_made" if made else "window.exchange.was_taken")
            rows.append(TableRow("", "", (words.apart(local_time(bundle.at)), which, words.apart(bundle.file))))
        table.show_rows(rows)
        table.fit(6)
        return card(text(say("window.exchange.bundles"), "heading"), table)
