"""``python -m tests.bench``: one table of ratios; fails where one is over its limit. ``--small`` for a quick run."""

from __future__ import annotations

import io
import itertools
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from fupin_desk import keys
from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.bundles.taking import take_bundle
from fupin_desk.acts.demo.village import VillageMade
from fupin_desk.acts.desk import ROOT_FILE, Desk, Surroundings, open_desk
from fupin_desk.acts.joining.create import create_office
from fupin_desk.acts.joining.enrol import enrol, invite
from fupin_desk.acts.joining.village import Joining, accept, join
from fupin_desk.acts.ledger import import_ledger
from fupin_desk.acts.records.commands import put_record
from fupin_desk.kinds import KINDS
from fupin_desk.store.vault.cipher import connection_to
from tests.bench.measure import Ratio, in_turn, seconds, table
from tests.bench.raw import KEY, RawVault
from tests.ledger.made_up import village_ledger, xlsx

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
VILLAGE = "990101001001"


class Bench:
    """A made-up county in a folder of its own, and what is measured in it."""

    def __init__(self, folder: Path, households: int, turns: int) -> None:
        """Measure with so many households, each so many times."""
        self.folder, self.households, self.turns = folder, households, turns
        ticks = itertools.count()
        start = datetime(2021, 2, 1, tzinfo=UTC)  # after the days that stand in the made-up ledger
        clock: Callable[[], datetime] = lambda: start + timedelta(seconds=next(ticks))  # noqa: E731
        self.world = Surroundings(clock, random.Random(1).randbytes, CHEAP)
        self.names = itertools.count()

    def county(self) -> tuple[Path, Path]:
        """Make an office and a village that joined it; return their folders."""
        office_at, village_at = self.folder / "office", self.folder / "village"
        made = create_office(self.world, office_at, "990101", "示例县", "", "demo")
        office = open_desk(self.world, office_at, "demo")
        invited = invite(office, VILLAGE, "示例村", self.folder / "invitation", None, "zh_CN")
        asked = Joining(invited.invitation, invited.code, made.fingerprint, self.folder / "request")
        join(self.world, village_at, asked, lambda: "demo")
        answer = enrol(office, asked.out, self.folder / "certificate").certificate
        office.close()
        village = open_desk(self.world, village_at, "demo")
        accept(village, answer)
        village.close()
        assert (office_at / ROOT_FILE).exists()
        return office_at, village_at

    def fresh(self, of: Path) -> Desk:
        """Open a new copy of a desk."""
        at = self.folder / f"{of.name}-{next(self.names)}"
        shutil.copytree(of, at)
        return open_desk(self.world, at, "demo")

    def raw_file(self) -> Path:
        """Return a name for a peer's file."""
        return self.folder / f"raw-{next(self.names)}.db"


def importing(bench: Bench, village: Path) -> Ratio:
    """Import a ledger, against reading it with calamine and writing its rows raw."""
    data = xlsx(village_ledger(bench.households))
    ours, theirs = [], []
    for _ in range(bench.turns + 1):
        desk = bench.fresh(village)
        ours.append(seconds(partial(import_ledger, desk, data)))
        with desk.vault._engine.connect() as connection:
            raw = RawVault(connection.connection.driver_connection, only="record_")
        desk.close()
        theirs.append(seconds(partial(_read_all, data)) + seconds(partial(raw.write, bench.raw_file())))
    mine, peer = statistics.median(ours[1:]), statistics.median(theirs[1:])
    return Ratio(f"import a ledger of {bench.households} households", "calamine + raw rows", mine, peer, "s", 8)


def _read_all(data: bytes) -> int:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def taking(bench: Bench, office: Path, bundle: Path) -> Ratio:
    """Take a bundle, against writing history, tables and indexes raw."""
    ours, theirs = [], []
    for _ in range(bench.turns + 1):
        desk = bench.fresh(office)
        ours.append(seconds(partial(take_bundle, desk, bundle)))
        with desk.vault._engine.connect() as connection:
            raw = RawVault(connection.connection.driver_connection)
        desk.close()
        theirs.append(seconds(partial(raw.write, bench.raw_file())))
    mine, peer = statistics.median(ours[1:]), statistics.median(theirs[1:])
    return Ratio("take a bundle", f"raw executemany, {raw.count:,} rows", mine, peer, "s", 5)


def size(village: Desk, bundle: Path) -> Ratio:
    """Bytes of a bundle, against the same rows as a workbook."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    with village.vault.reading() as reader:
        for kind, spec in KINDS.items():
            sheet = book.add_worksheet(kind)
            sheet.write_row(0, 0, ["id", *spec.fields])
            for row, stored in enumerate(reader.list(kind), 1):
                told = [stored.id, *("" if v is None else str(v) for v in stored.values.values())]
                sheet.write_row(row, 0, told)
    book.close()
    return Ratio("bundle size", "the same rows as .xlsx", bundle.stat().st_size, len(written.getvalue()), "B", 1.2)


def one_field(bench: Bench, village: Desk) -> Ratio:
    """Save one field, against one committed UPDATE."""
    with village.vault.reading() as reader:
        household = reader.list("household", limit=1)[0].id
        raw = RawVault(_driver(reader), only="record_household")
    file = bench.raw_file()
    raw.write(file)
    connection = connection_to(file, KEY)
    turn = itertools.count()

    def ours() -> None:
        put_record(village, "household", {"group": f"{next(turn)}组"}, household)

    def theirs() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute('UPDATE record_household SET "group" = ? WHERE id = ?', (f"{next(turn)}组", household))
        connection.execute("COMMIT")

    mine, peer = in_turn(ours, theirs, 100)
    return Ratio("save one field", "one committed UPDATE", mine * 1000, peer * 1000, "ms", 5)


def _driver(reader: object) -> object:
    return reader.history_here.connection.connection.driver_connection  # type: ignore[attr-defined]


def main() -> int:
    """Measure everything and print the table."""
    from tests.bench.lists import list_ratios
    from tests.bench.news import bundle_ratio, edit_ratios
    from tests.bench.paper import notice_ratio
    from tests.bench.parts import parts_ratio
    from tests.bench.policy import judging_ratio

    small = "--small" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), 60 if small else 300, 9)
        office, at = bench.county()
        listing = bench.fresh(at)
        ratios = [importing(bench, at)]
        village = open_desk(bench.world, at, "demo")
        VillageMade(village, random.Random(1), 1).fill(60 if small else 345)  # a plan of over 200 lines
        began = time.perf_counter()
        bundle = make_bundles(village, bench.folder / "stick").files[0]
        first = time.perf_counter() - began
        ratios += [taking(bench, office, bundle), size(village, bundle), one_field(bench, village)]
        ratios += [notice_ratio(village, bench.turns), judging_ratio(bench.households, bench.turns), parts_ratio()]
        ratios += edit_ratios(village, bench.turns)
        answering = bench.fresh(office)
        ratios.append(bundle_ratio(village, answering, bundle, first, bench.folder, bench.turns))
        answering.close()
        ratios += list_ratios(listing, 20_000 if small else 100_000, 3 if small else bench.turns)
        listing.close()
        village.close()
    print(table(ratios))
    return 0 if all(each.fits for each in ratios) else 1


sys.exit(main())
