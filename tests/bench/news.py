"""What is new, against what there is: a saved field judged, and a bundle with one change made."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from fupin_desk.acts.bundles.sending import make_bundles
from fupin_desk.acts.bundles.taking import take_bundle
from fupin_desk.acts.conflicts.clashes import KeptClashes, clashes_kept
from fupin_desk.acts.desk import Desk
from fupin_desk.acts.policy.check import check_desk
from fupin_desk.acts.policy.kept import findings_kept
from fupin_desk.acts.records.commands import put_record
from tests.bench.measure import Ratio, seconds


def edit_ratios(village: Desk, turns: int) -> list[Ratio]:
    """Measure what is seen after one field of a contract was saved, and on a new day, against judging everything."""
    count, on = itertools.count(), village.today()
    with village.vault.reading() as reader:
        contracts = [contract.id for contract in reader.records("contract")]

    def edit() -> None:
        turn = next(count)
        form = ("two_party", "three_party")[turn % 2]
        put_record(village, "contract", {"form": form}, contracts[7 * turn % len(contracts)])

    def see(day: int = 0) -> None:
        with village.vault.reading() as reader:
            findings_kept(village).at(reader, on + timedelta(days=day))

    def clash() -> None:
        with village.vault.reading() as reader:
            clashes_kept(village).at(reader, on)

    def all_clashes() -> None:
        with village.vault.reading() as reader:
            _ = KeptClashes(reader).found

    see()
    clash()
    edited, clashed, days = [], [], []
    for day in range(1, turns + 1):
        edit()
        edited.append(seconds(see))
        clashed.append(seconds(clash))
        days.append(seconds(partial(see, day)))
        see()
    judged, looked = _of(turns, lambda: check_desk(village, on)), _of(turns, all_clashes)
    return [
        Ratio("findings after one saved field", "judging everything", median(edited) * 1000, judged * 1000, "ms", 0.5),
        Ratio("findings on a new day", "judging everything", median(days) * 1000, judged * 1000, "ms", 0.5),
        Ratio("clashes after one saved field", "looking at all", median(clashed) * 1000, looked * 1000, "ms", 0.5),
    ]


def _of(turns: int, act: Callable[[], object]) -> float:
    return median(seconds(act) for _ in range(turns))


def bundle_ratio(village: Desk, office: Desk, bundle: Path, first: float, folder: Path, turns: int) -> Ratio:
    """Measure a bundle with one new change, against the first, which took so many seconds and the office has taken."""
    take_bundle(office, bundle)
    take_bundle(village, make_bundles(office, folder / "answer").files[0])
    with village.vault.reading() as reader:
        household = reader.records("household")[0].id
    made = []
    for turn in range(turns):
        put_record(village, "household", {"group": f"{turn}组"}, household)
        made.append(seconds(partial(make_bundles, village, folder / f"one-{turn}")))
    return Ratio("a bundle with one new change", "the first, with all", median(made) * 1000, first * 1000, "ms", 0.9)
