"""Two made-up kinds with sheets, and what people do with those: a program of its own, for kinds are read at its start.

A tool that a household has on loan from an entity, and what becomes of it. Nothing but their classes and words is told
to the program. ``python -m tests.acts.ledger.made_up_kinds FOLDER`` says nothing where all is well.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar

from fupin_desk.domain.codes import CodeList
from fupin_desk.domain.fields import PRIVATE, PUBLIC, Purpose, code, day, fen, ref, refs, text
from fupin_desk.domain.record import Record, spec_of
from fupin_desk.domain.traits import Key, LedgerSheet, Placed, Same
from fupin_desk.domain.withholding import AsAgreed
from fupin_desk.kinds import CODE_LISTS, KINDS
from fupin_desk.subjects.household.records import Plot

STATE = CodeList("tool_state", ("whole", "worn"))


class Tool(Record, frozen=True, kw_only=True):
    """A tool on loan."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    owner: ClassVar[str | None] = "household"
    traits = replace(
        Plot.traits,
        called=("tool_number",),
        found_by={"tool_number": "number"},
        placed=Placed(by=("household",)),
        same=Same((Key(("tool_number",)),), stays=("household",)),
        sheet=LedgerSheet(
            "tools",
            "!tool_number @household @head @lender @member @under @plots name state worth_fen since",
            needs="household|head tool_number",
            cited=("tool_number",),
        ),
        cited_by=("tool_number",),
    )

    household: Annotated[str | None, ref(PRIVATE, "household", required=True)] = None
    tool_number: Annotated[str | None, text(PUBLIC, 40, required=True)] = None
    lender: Annotated[str | None, ref(PUBLIC, "entity")] = None
    member: Annotated[str | None, ref(PRIVATE, "member")] = None
    under: Annotated[str | None, ref(PUBLIC, "contract")] = None
    plots: Annotated[list[str] | None, refs(PRIVATE, "plot")] = None
    name: Annotated[str | None, text(PUBLIC, 40)] = None
    state: Annotated[str | None, code(PUBLIC, STATE)] = None
    worth_fen: Annotated[int | None, fen(PUBLIC)] = None
    since: Annotated[date | None, day(PUBLIC, past=True)] = None


class ToolEvent(Record, frozen=True, kw_only=True):
    """What became of a tool."""

    purpose: ClassVar[Purpose] = Purpose.LINKAGE
    traits = replace(
        Plot.traits,
        called=("tool", "on"),
        placed=Placed(by=("tool",)),
        same=Same((Key(("tool", "on", "paid_fen"), needs=2),), happened=()),
        sheet=LedgerSheet("tool_events", "!@tool !on paid_fen @instead", needs="tool on"),
        cited_by=(),
        about=("tool",),
        erased="along",
        kept="nothing",
        travels=AsAgreed(elsewhere=("instead",)),
    )

    tool: Annotated[str | None, ref(PUBLIC, "tool", required=True)] = None
    on: Annotated[date | None, day(PUBLIC, past=True, required=True)] = None
    paid_fen: Annotated[int | None, fen(PUBLIC)] = None
    instead: Annotated[str | None, ref(PUBLIC, "tool")] = None


for _cls in (Tool, ToolEvent):
    KINDS[spec_of(_cls).kind] = spec_of(_cls)
CODE_LISTS[STATE.name] = STATE.codes

from fupin_desk.acts.bundles.sending import to_send  # noqa: E402 - all of these read what kinds there are
from fupin_desk.acts.ledger import export_ledger  # noqa: E402
from fupin_desk.acts.records.commands import erase_record  # noqa: E402
from fupin_desk.ledger.answering import sentence  # noqa: E402
from fupin_desk.words import catalogue, translator, words  # noqa: E402
from tests.acts.ledger.sheets import all_of, contract_sheets, reasons, take, verdicts  # noqa: E402
from tests.journeys.county import CONSENT, Machine, county  # noqa: E402
from tests.ledger.made_up import Sheets, sheets_of  # noqa: E402

WORDS = {
    "ledger.sheet.tools": "工具",
    "ledger.sheet.tool_events": "工具变动",
    "kind.tool": "工具",
    "kind.tool_event": "工具变动",
    "field.tool.tool_number": "工具编号",
    "field.tool.lender": "出借方",
    "field.tool.member": "使用人",
    "field.tool.under": "依据合同",
    "field.tool.plots": "用于地块",
    "field.tool.name": "工具名称",
    "field.tool.state": "状况",
    "field.tool.worth_fen": "价值",
    "field.tool.since": "起借日期",
    "field.tool_event.tool": "所涉工具",
    "field.tool_event.on": "变动日期",
    "field.tool_event.paid_fen": "赔付",
    "field.tool_event.instead": "换成工具",
    "code.tool_state.whole": "完好",
    "code.tool_state.worn": "磨损",
}
_catalogue = catalogue.catalogue


class _Words:
    """The catalogue with the words of these kinds."""

    def __init__(self, language: str) -> None:
        self._others = _catalogue(language)

    def gettext(self, key: str) -> str:
        """Return the text of a key."""
        return WORDS.get(key) or self._others.gettext(key)


setattr(translator, "catalogue", _Words)  # noqa: B010 - it is none of the translator's own

TOOLS = ["工具编号", "户编号", "出借方", "使用人", "依据合同", "用于地块", "工具名称", "状况", "价值", "起借日期"]
EVENTS = ["所涉工具", "变动日期", "赔付", "换成工具"]
FIRST: Sheets = contract_sheets() | {
    "工具": [
        TOOLS,
        ["T-1", "1", "红星合作社", "张三", "O1", "河边地、山坡地", "犁", "完好", 300, "2018-03-01"],
        ["T-2", "2", "龙头公司", "", "W1", "", "锄", "磨损", 50.5, "2018-04-01"],
    ],
    "工具变动": [EVENTS, *[["T-1", "2018-05-01", 20, ""]] * 2, ["T-2", "2018-05-02", "", "T-1"]],
}


def place(sheet: list[list[Any]], row: str, column: str) -> tuple[int, int]:
    """Return where the cell of a row, told by any of its cells, stands under a heading."""
    [under] = [number for number, heading in enumerate(sheet[0]) if str(heading).startswith(column)]
    return next(number for number, cells in enumerate(sheet) if row in cells and number), under


def edited(sheet: list[list[Any]], row: str, column: str, value: Any) -> list[list[Any]]:
    """Return a sheet with a cell changed."""
    line, under = place(sheet, row, column)
    changed = [list(cells) for cells in sheet]
    changed[line][under] = value
    return changed


class Tried:
    """A desk on which the made-up kinds are tried."""

    def __init__(self, laptop: Machine, folder: Path) -> None:
        """Keep exports in ``folder``."""
        self.laptop, self.desk, self.folder, self.count = laptop, laptop.desk, folder, 0

    def out(self) -> dict[str, list[list[Any]]]:
        """Return the sheets of an export."""
        self.count += 1
        exported = export_ledger(self.desk, self.folder / f"{self.count}.xlsx", "zh_CN")
        return sheets_of(exported.file.read_bytes())

    def tool(self, number: str) -> dict[str, Any]:
        """Return a tool by its number."""
        return next(each for each in all_of(self.desk, "tool") if each["tool_number"] == number)

    def called(self, kind: str, record: Any, name: str) -> Any:
        """Return what a field of a record says."""
        return next((each[name] for each in all_of(self.desk, kind) if each["id"] == record), None)

    def finds_what_rows_name(self) -> None:
        """Rows name others by name and by number; a second time they say nothing new."""
        done = take(self.desk, FIRST)
        assert done.refused == [], [sentence(each, words("zh_CN")) for each in done.refused]
        assert set(verdicts(take(self.desk, FIRST))) == {"known"}
        one = self.tool("T-1")
        assert self.called("household", one["household"], "ledger_number") == "1"
        assert self.called("entity", one["lender"], "name") == "红星合作社"
        assert self.called("member", one["member"], "name") == "张三"
        assert self.called("contract", one["under"], "ledger_number") == "O1"
        assert sorted(self.called("plot", each, "name") for each in one["plots"]) == ["山坡地", "河边地"]
        assert (one["state"], one["worth_fen"], one["since"]) == ("whole", 30000, "2018-03-01")
        [second] = [each for each in all_of(self.desk, "tool_event") if each["instead"]]
        assert self.called("tool", second["tool"], "tool_number") == "T-2"
        assert self.called("tool", second["instead"], "tool_number") == "T-1"

    def takes_corrections(self) -> None:
        """What is exported says nothing new; what is corrected in it does, once."""
        book = self.out()
        shown = {
            "户编号": "1",
            "出借方": "红星合作社",
            "使用人": "张三",
            "依据合同": "O1",
            "用于地块": "河边地、山坡地",
        }
        for column, cell in shown.items():
            line, under = place(book["工具"], "T-1", column)
            assert book["工具"][line][under] == cell, column
        assert set(verdicts(take(self.desk, book))) == {"known"}
        corrected = book | {
            "工具": edited(edited(book["工具"], "T-1", "出借方", "龙头公司"), "T-2", "依据合同", "O1"),
            "工具变动": edited(book["工具变动"], "T-1", "赔付", 25),
        }
        done = take(self.desk, corrected)
        assert (done.refused, done.taken) == ([], 3), (reasons(done), done.taken)
        assert self.called("entity", self.tool("T-1")["lender"], "name") == "龙头公司"
        assert self.called("contract", self.tool("T-2")["under"], "ledger_number") == "O1"
        assert sorted(each["paid_fen"] or 0 for each in all_of(self.desk, "tool_event")) == [0, 2000, 2500]
        assert set(verdicts(take(self.desk, corrected))) == {"known"}

    def knows_what_changed_since(self) -> None:
        """What was changed here since the export stays; what both changed is asked about."""
        book = self.out()
        with self.desk.writing() as work:
            work.save("tool", self.tool("T-1")["id"], {"name": "铁犁", "state": "worn"})
        done = take(self.desk, {"工具": edited(book["工具"], "T-1", "工具名称", "木犁")})
        assert [each[3] for each in reasons(done)] == ["changed_both"], reasons(done)
        done = take(self.desk, {"工具": edited(book["工具"], "T-1", "价值", 310)})
        assert done.refused == [], reasons(done)
        found = self.tool("T-1")
        assert (found["name"], found["state"], found["worth_fen"]) == ("铁犁", "worn", 31000)

    def refuses_what_cannot_be(self) -> None:
        """What names nobody, or another, is refused, and what hangs on a refused row waits."""
        wrong: Sheets = {
            "工具": [TOOLS, ["T-3", "1", "没有的公司"], ["T-4", "9"], ["T-1", "2"], ["T-5", "1", "", "李四"]],
            "工具变动": [EVENTS, ["T-3", "2018-06-01"], ["T-9", "2018-06-01"]],
        }
        assert [(sheet, line, why) for sheet, line, _column, why in reasons(take(self.desk, wrong))] == [
            ("工具", 2, "not_found"),
            ("工具", 3, "not_found"),
            ("工具", 4, "number_of_another"),
            ("工具", 5, "not_found"),
            ("工具变动", 2, "refers_refused"),
            ("工具变动", 3, "not_found"),
        ]

    def withholds_and_erases(self) -> None:
        """What is of a household that has not agreed stays, and goes with it when it is erased."""
        homes = {each["ledger_number"]: each["id"] for each in all_of(self.desk, "household")}
        events = all_of(self.desk, "tool_event")
        one, two = (
            {tool, *(each["id"] for each in events if each["tool"] == tool)}
            for tool in (self.tool("T-1")["id"], self.tool("T-2")["id"])
        )
        assert not self.sent() & (one | two)
        self.laptop.put("consent", None, None, household=homes["1"], **CONSENT)
        assert one <= self.sent()
        assert not self.sent() & two
        erase_record(self.desk, "household", homes["1"])
        left = all_of(self.desk, "tool", voided=True) + all_of(self.desk, "tool_event", voided=True)
        assert {each["id"] for each in left if each.get("worth_fen") or each.get("on")} == two, left

    def sent(self) -> set[str]:
        """Return the records of which something would go to the office."""
        with self.desk.vault.reading() as reader:
            return {each.body.record for each in to_send(self.desk, reader).changes if each.body is not None}


def main(folder: Path) -> None:
    """Take sheets in, export them, correct them, and take them in again."""
    with county(folder) as around:
        tried = Tried(around.laptop("village"), folder)
        tried.finds_what_rows_name()
        tried.takes_corrections()
        tried.knows_what_changed_since()
        tried.refuses_what_cannot_be()
        tried.withholds_and_erases()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
