"""Identity numbers told in three parts, of which one is the day of birth as people write days.

``990101, born on 1 January 1990, 0019``: the six digits of the place, the four at the end, and a day whose month has no
nought before it, or whose year has two digits. The check digit over all of it tells such a number from a code and a day
that stand beside each other; the parts may come in any order in which the day is in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_desk.paper.digits import Chain, Group
from fupin_desk.paper.numbers import born_long_ago, is_identity
from fupin_desk.paper.signs import WRITTEN

_DAYS = WRITTEN["days"]
_TENS = re.compile(rf"(\d?){_DAYS['ten']}(\d?)(?=[{_DAYS['month']}{_DAYS['day']}])")
_FIRST_MONTH = re.compile(rf"[{_DAYS['first']}](?={_DAYS['month']})")
_BETWEEN = 3
"""Characters at most between year and month, and between month and day."""
_ORDERS = ((0, 1, 4), (3, 0, 4), (0, 2, 1))
"""Where among five groups the place's code, the day and the end stand."""


def plain_days(reading: str) -> str:
    """Return a reading with the months and days that are written with tens in digits: the twelfth month."""
    if _DAYS["ten"] not in reading and _DAYS["month"] not in reading:
        return reading
    tens = _TENS.sub(lambda match: f"{match[1] or 1}{match[2] or 0}", reading)
    return _FIRST_MONTH.sub("1", tens)


def dated_identities(chain: Chain) -> Iterator[str]:
    """Yield the identity numbers that five groups make, one behind the other."""
    for at in range(len(chain) - 4):
        some = chain[at : at + 5]
        for code, day, end in _ORDERS:
            yield from _identities(some[code], some[day : day + 3], some[end])


def _identities(code: Group, day: Chain, end: Group) -> Iterator[str]:
    year, month, on = day
    sizes = len(code.digits), len(month.digits), len(on.digits)
    if sizes[0] != 6 or max(sizes[1:]) > 2 or max(len(month.gap), len(on.gap)) > _BETWEEN:
        return
    for century in {4: ("",), 2: ("19", "20")}.get(len(year.digits), ()):
        born = f"{century}{year.digits}{month.digits:0>2}{on.digits:0>2}"
        for number in dict.fromkeys(code.digits + born + last for last in (end.digits, end.digits + end.x)):
            if is_identity(number) and born_long_ago(number):
                yield number
