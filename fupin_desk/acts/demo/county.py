"""The whole round in a made-up county: an office, its villages, their notices, bundles and receipts."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fupin_desk import keys
from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.bundles.taking import take_bundles
from fupin_desk.acts.demo.village import VillageMade
from fupin_desk.acts.desk import ROOT_FILE, Desk, Surroundings, check_can_make, open_desk
from fupin_desk.acts.joining.create import create_office
from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.acts.joining.village import Joining, accept, join
from fupin_desk.acts.notices import Heard, draft_notice, notice_pdf, post_notice, receive_objection, sign_notice
from fupin_desk.acts.policy.check import settled_dues
from fupin_desk.domain.ids import village_id
from fupin_desk.exchange.atomic_write import make_folder

PASSPHRASE = "demo"  # noqa: S105 - it is meant to be known
COUNTY, COUNTY_NAME = "990101", "示例县扶贫开发办公室"
STARTS = datetime(2018, 12, 3, 1, 0, tzinfo=UTC)
"""The days of the opinion; the same for every demo, so that the same seed gives the same records."""
TODAY = date(2018, 12, 3)
OBJECTION = Heard(said="这一户的人数写少了，请核对", channel="box", on=TODAY, line=1, answer_by=date(2018, 12, 13))
"""Against a line of the distribution plan, unnamed: it waits for an answer, and the line for its money."""


class _Clock:
    """A clock that goes on by a second each time somebody looks."""

    def __init__(self) -> None:
        self.at = STARTS

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def make_demo(
    folder: Path, villages: int, households: int, seed: int, languages: list[str], cost: keys.Cost = keys.USUAL
) -> dict[str, Any]:
    """Make a made-up county in a new or empty folder; all its passphrases are ``demo``.

    ``cost`` is what a guess at one costs.

    FolderNotEmptyError, FileNotWrittenError, DiskFullError; of one that was broken off nothing is left.
    """
    random = Random(seed)  # noqa: S311 - made-up people are to be the same each time
    world = Surroundings(_Clock(), random.randbytes, cost)
    check_can_make(folder)
    folder, was_there = folder.absolute(), folder.exists()
    try:
        return _Demo(folder, world, random, languages).made(villages, households)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if was_there:
            folder.mkdir(exist_ok=True)
        raise


class _Demo:
    def __init__(self, folder: Path, world: Surroundings, random: Random, languages: list[str]) -> None:
        self.folder, self.world, self.random, self.languages = folder, world, random, languages
        self.office = folder / "office"
        self.stick = folder / "stick"

    def made(self, villages: int, households: int) -> dict[str, Any]:
        """Go round once, and a second time up to a dispute that is left for a person."""
        make_folder(self.stick)
        created = create_office(self.world, self.office, COUNTY, COUNTY_NAME, "示例县审批人", PASSPHRASE)
        self._settings()
        desks = [self._join(turn, created.fingerprint) for turn in range(1, villages + 1)]
        notices: list[Path] = []
        bundles: list[Path] = []
        for turn, desk in enumerate(desks, 1):
            notices += self._work(desk, turn, households)
            bundles += self._carry_to_office(desk)
        receipts = self._answers()
        for desk, receipt in zip(desks, receipts, strict=True):
            self._take(desk, receipt)
        self._disagree(desks[0])
        return {
            "office": str(self.office),
            "office_certificate": str(self.office / ROOT_FILE),
            "villages": [str(desk) for desk in desks],
            "notices": [str(file) for file in notices],
            "bundles": [str(file) for file in bundles],
            "receipts": [str(file) for file in receipts],
        }

    def _open(self, folder: Path) -> Desk:
        return open_desk(self.world, folder, PASSPHRASE)

    def _settings(self) -> None:
        figures = (("minimum_wage_month", 162_000), ("minimum_wage_hour", 1_620), ("notice_days", 10))
        office = self._open(self.office)
        with office.writing() as work:
            for figure, value in figures:
                values = {
                    "figure": figure,
                    "value": value,
                    "since": "2018-01-01",
                    "source": "示例县 2018 年第 1 号文件 (虚构)",
                    "approved_by": "示例县审批人",
                }
                work.save("setting", None, values)
        office.close()

    def _join(self, turn: int, fingerprint: str) -> Path:
        office = self._open(self.office)
        code, name = f"{COUNTY}001{turn:03d}", f"示例{turn}村"
        at = self.folder / f"village-{turn}"
        invited = invite(office, code, name, self.stick / f"{code}.invitation", None, "zh_CN")
        asked = Joining(
            invited.invitation, invited.code, fingerprint, self.stick / f"{code}.request", f"示例{turn}村文书"
        )
        join(self.world, at, asked, lambda: PASSPHRASE)
        answered = enrol(office, asked.out, self.stick / f"{code}.certificate")
        office.close()
        desk = self._open(at)
        accept(desk, answered.certificate)
        desk.close()
        return at

    def _work(self, at: Path, turn: int, households: int) -> list[Path]:
        desk = self._open(at)
        VillageMade(desk, self.random, turn).fill(households)
        self._pay(desk)
        files = []
        with desk.vault.reading() as reader:
            plan = reader.records("distribution")[0].id
        kinds = (("register_of_linkages", None), ("subsidised_micro_loans", None), ("distribution_plan", plan))
        for kind, about in kinds:
            drafted = draft_notice(desk, kind, self.languages, TODAY, about)
            sign_notice(desk, drafted.number, TODAY)
            post_notice(desk, drafted.number, TODAY, "村委会公示栏")
            files.append(self.folder / "notices" / f"{desk.code}-{drafted.number}.pdf")
            files[-1].parent.mkdir(exist_ok=True)
            notice_pdf(desk, drafted.number, files[-1])
        receive_objection(desk, drafted.number, OBJECTION)
        desk.close()
        return files

    def _pay(self, desk: Desk) -> None:
        """Pay what was due by today, but for a few households that still wait for their money."""
        with desk.writing() as work:
            for place, settled in enumerate(settled_dues(work, TODAY)):
                due = settled.due
                if due.household is None or place % 23 == 7:
                    continue
                paid = {
                    "contract": due.contract,
                    "household": due.household,
                    "amount_fen": due.amount_fen,
                    "paid_on": due.due_on.isoformat(),
                    "by_entity": due.payers[0] if due.payers else None,
                    "voucher": f"PZ{place + 1:05d}",
                    "confirmed_on": due.due_on.isoformat(),
                    "confirmed_how": "signed",
                }
                work.save("payment", None, {name: value for name, value in paid.items() if value is not None})

    def _carry_to_office(self, at: Path) -> list[Path]:
        desk = self._open(at)
        files = make_bundles(desk, self.stick).files
        desk.close()
        return files

    def _answers(self) -> list[Path]:
        office = self._open(self.office)
        take_bundles(office, sorted(self.stick.glob("*.fdb")))
        files = make_bundles(office, self.folder / "answers").files
        office.close()
        return files

    def _take(self, at: Path, receipt: Path) -> None:
        desk = self._open(at)
        take_bundles(desk, [receipt])
        desk.close()

    def _disagree(self, at: Path) -> None:
        """Village and office write the same field before they have seen each other's word."""
        office = self._open(self.office)
        desk = self._open(at)
        for who, township in ((office, "示例镇"), (desk, "示例新乡")):
            with who.writing() as work:
                work.save("village", village_id(desk.code), {"township": township})
        take_bundles(office, make_bundles(desk, self.stick).files)
        desk.close()
        office.close()
