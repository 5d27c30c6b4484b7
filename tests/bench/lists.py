"""Lists of many records: sorted, filtered and read a page at a time, against the same in raw SQL."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.views.lists import lines_of
from fupin_desk.kinds.pages import PAGES
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, WorkedColumn
from fupin_desk.store import ListQuery, WorkedNumbers
from tests.bench.measure import Ratio, in_turn

SPEC = PAGES["household"]
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞"
WORKED = {column.name: column for column in SPEC.columns if isinstance(column, WorkedColumn)}
HEAD, COUNTED = WORKED["head"], WORKED["people"]
PAGE = 100
WITHIN = 2.0
SMALL_WITHIN = 3.0
"""With fewer households what every query costs beside its rows weighs more."""

RAW_NUMBERS = """CREATE TEMP TABLE raw_number AS SELECT id, abs(random()) % 1000000 AS value FROM record_household
    WHERE abs(random()) % 10 = 0"""
ALL = "SELECT r.id FROM record_household r WHERE r.voided IS NULL"
SORTS = {
    "code": (ListQuery(order="status"), f"{ALL} ORDER BY r.status, r.id"),
    "text": (ListQuery(order="group"), f'{ALL} ORDER BY r."group", r.id'),
    "name": (
        ListQuery(order=HEAD),
        """SELECT r.id FROM record_household r LEFT JOIN record_member m ON m.id = r.head WHERE r.voided IS NULL
        ORDER BY m.name, r.id""",
    ),
    "people": (
        ListQuery(order=COUNTED),
        """SELECT r.id FROM record_household r WHERE r.voided IS NULL ORDER BY (SELECT count(*) FROM record_member m
        WHERE m.household = r.id AND m.voided IS NULL AND m.gone_since IS NULL), r.id""",
    ),
    "findings": (
        ListQuery(order=FINDINGS, down=True),
        """SELECT r.id FROM record_household r LEFT JOIN raw_number n ON n.id = r.id WHERE r.voided IS NULL
        ORDER BY n.value DESC, r.id""",
    ),
}
FILTERS = {
    "status and group": (
        ListQuery(fields={"status": ("registered",), "group": ("3组",)}, order="number"),
        f"""{ALL} AND r.status = 'registered' AND r."group" = '3组' ORDER BY r.number, r.id""",
    ),
    "money owed": (
        ListQuery(numbers={MONEY_OPEN: [(1, 10**9)]}, order="number"),
        f"{ALL} AND r.id IN (SELECT id FROM raw_number WHERE value > 0) ORDER BY r.number, r.id",
    ),
}
PAGE_ROWS = """SELECT r.*, m.name, (SELECT count(*) FROM record_member p WHERE p.household = r.id AND p.voided IS NULL
    AND p.gone_since IS NULL) FROM record_household r LEFT JOIN record_member m ON m.id = r.head
    WHERE r.voided IS NULL ORDER BY r.status, r.id LIMIT ? OFFSET ?"""


def list_ratios(desk: Desk, households: int, turns: int) -> list[Ratio]:
    """Measure a list of so many households on an empty desk."""
    with desk.writing() as work:
        _fill(work.history_here.run, households)
    with desk.vault.reading() as reader:
        raw = reader.history_here
        raw.run(RAW_NUMBERS)
        raw.run("CREATE INDEX temp.raw_number_id ON raw_number (id)")
        numbers = WorkedNumbers()
        numbers.put(dict(raw.rows("SELECT id, value FROM raw_number")))
        lists = reader.lists(desk.vault.journal, "zh_CN", {FINDINGS: numbers, MONEY_OPEN: numbers})
        asked = [(f"sort by {name}", query, sql) for name, (query, sql) in SORTS.items()]
        asked += [(f"filter by {name}", query, sql) for name, (query, sql) in FILTERS.items()]
        ratios = [
            _ratio(what, households, partial(lists.ids, SPEC.kind, query), partial(raw.rows, sql), turns)
            for what, query, sql in asked
        ]
        middle = households // 2
        by_code = partial(lists.ids, SPEC.kind, ListQuery(order="status"))
        ids = by_code()
        page = partial(lines_of, desk, SPEC.kind, ids[middle : middle + PAGE], SPEC.columns)
        rows = partial(raw.rows, PAGE_ROWS, (PAGE, middle))
        ratios.append(_ratio("opened in the middle", households, lambda: (by_code(), page()), rows, turns))
        return [*ratios, _ratio("the next page", households, page, rows, turns)]


def _ratio(what: str, households: int, ours: Callable[[], object], theirs: Callable[[], object], turns: int) -> Ratio:
    mine, peer = in_turn(ours, theirs, turns)
    limit = WITHIN if households >= 100_000 else SMALL_WITHIN
    return Ratio(f"list of {households:,}: {what}", "the same in raw SQL", mine * 1000, peer * 1000, "ms", limit)


def _fill(run: Callable[..., None], households: int) -> None:
    """Write rows as they are, without a history: a list reads the tables alone."""
    chance = random.Random(1)

    def name() -> str:
        return chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN)

    homes = [
        (f"h{at:07}", "990101001001", f"H-{at:06}", f"m{at:07}", f"{chance.randint(1, 12)}组",
         chance.choice(("registered", "lifted_out", "other")))
        for at in range(households)
    ]  # fmt: skip
    sql = 'INSERT INTO record_household (id, village, number, head, "group", status) VALUES (?, ?, ?, ?, ?, ?)'
    run(sql, homes)
    people = [
        (f"{sign}{at:07}", "990101001001", f"h{at:07}", name(), relation)
        for at in range(households)
        for sign, relation in (("m", "head"), ("s", "spouse"))
    ]
    run("INSERT INTO record_member (id, village, household, name, relation) VALUES (?, ?, ?, ?, ?)", people)
