"""Units as people write them (元/斤, 万元, yuan per mu and year, يۈەن/مو·يىل) and what one is of another, exactly.

Always true:

* a unit is converted exactly or not at all: rent for a whole plot never becomes rent for a mu, and 租金（元）
  is refused, because it may be either;
* what a heading and a cell say of the unit must agree, but for how long something is: 2年 below 期限（月） is two
  years; where neither says anything, the field's own is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.typed import CellRefused, narrow

ATOMS: dict[str, dict[str, Fraction | int]] = {
    "yuan": {
        "元 块 圆 元整 圆整 块钱 人民币 人民币元 rmb cny yuan يۈەن يۋان يۇەن": 1,
        "角 毛": Fraction(1, 10), "分": Fraction(1, 100),
    },
    "mu": {
        "亩 市亩 mu مو مۋ": 1, "公顷 ha hectare hectares گېكتار گەكتار": 15, "顷": 100, "分地 亩分": Fraction(1, 10),
        "厘地": Fraction(1, 100), "平方公里 平方千米 km2": 1500,
        "平方米 平米 平方 m2 sqm كۋادراتمېتىر شارشىمەتر": Fraction(3, 2000),
    },
    "kg": {
        "公斤 千克 kg kilo kilogram kilograms كىلوگرام كىلو كيلوگرامم كيلوگرام كەلى": 1,
        "斤 市斤 jin جىڭ": Fraction(1, 2),
        "两": Fraction(1, 20), "克 g": Fraction(1, 1000), "吨 公吨 t ton tons tonne tonnes توننا": 1000,
        "公担": 100, "担": 50,
    },
    "litre": {"升 公升 l litre litres liter liters لىتىر ليتر": 1, "毫升 ml": Fraction(1, 1000)},
    "head": {"头 只 匹 头只 头（只） head تۇياق": 1},
    "piece": {"件 个 只件 件个 件（个） 枚 piece pieces دانە دانا": 1},
    "box": {"箱 box boxes ساندۇق جاشىك": 1},
    "year": {
        "年 year years yr annum يىل جىل": 1, "半年": Fraction(1, 2), "季度 季 个季度": Fraction(1, 4),
        "月 个月 月份 month months ئاي اي": Fraction(1, 12),
    },
    "day": {"天 日 工日 个工日 个工 工 day days كۈن كۇن": 1, "周 星期 week weeks": 7},
    "hour": {"小时 个小时 钟头 时 h hour hours سائەت ساعات": 1},
    "percent": {"% 个百分点 percent پىرسەنت پايىز": 1, "‰": Fraction(1, 10), "成": 10},
    "share": {"股 股份 share shares پاي": 1},
    "person": {"人 口 名 人次 person persons people ئادەم ادام": 1},
    "household": {"户 家 household households ئائىلە وتباسى": 1},
    "unit": {"单位 计量单位 unit بىرلىك": 1},
}  # fmt: skip
"""What is measured, and how many of its first unit each word is; ``unit`` is whatever the contract says."""
MULTIPLIERS: dict[str, int] = {
    "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "مىڭ": 1000, "ئونمىڭ": 10**4, "ونمىڭ": 10**4, "تۈمەن": 10**4, "تۇمەن": 10**4, "thousand": 1000,
    "tenthousand": 10**4, "million": 10**6,
}  # fmt: skip
LAND_ALSO = {"分": Fraction(1, 10), "厘": Fraction(1, 100)}
"""Words that mean a part of a mu where an area is wanted, and of a yuan elsewhere."""
PER = re.compile(r"\s+(?:per|an?)\s+|每(?:个)?", re.IGNORECASE)
AND = re.compile(r"\s+and\s+|[·・.．*×、()（）]", re.IGNORECASE)


TIMES = frozenset({"year", "day"})
"""What says how long something is."""
NO_UNIT, ELSEWHERE = "?", "elsewhere"
"""What ``Unit.of`` is where a table's unit cannot be told, or is said of another table alone: no amount is of it."""


def _key(word: str) -> str:
    return word if word in "%‰" else fold(word)


WORDS: Mapping[str, tuple[str, Fraction]] = {
    _key(word): (of, Fraction(times))
    for of, atom in ATOMS.items()
    for words, times in atom.items()
    for word in words.split()
}
MANY: Mapping[str, int] = {_key(word): times for word, times in MULTIPLIERS.items()}
SCALED: Mapping[str, tuple[str, Fraction, int]] = {
    many + word: (of, times, scale) for (many, scale), (word, (of, times)) in product(MANY.items(), WORDS.items())
} | {word: (of, times, 1) for word, (of, times) in WORDS.items()}
"""Every word with every multiplier before it; 千克 is itself, no thousand of 克."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: so many of what, for each of what."""

    text: str
    """As it was written."""
    of: str
    factor: Fraction
    """How many of the first unit of its kind it is, without ``scale``."""
    scale: int = 1
    """10,000 of 万元."""
    per: tuple[tuple[str, Fraction], ...] = ()
    """What it is for each of, sorted: kind and how many of the first unit of that kind."""

    @property
    def times(self) -> Fraction:
        """Return how many of the first units it is."""
        whole = self.factor * self.scale
        for _of, factor in self.per:
            whole /= factor
        return whole

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return what it is for each of, without how much."""
        return tuple(of for of, _times in self.per)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number whose unit was written, where only the record tells which unit is wanted."""

    number: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """The unit a field is kept in."""

    unit: Unit
    named: tuple[str, ...]
    """Message keys of its name, one for each part."""
    record_tells: bool = False
    """Whether another field of the record says for each of what it is: then 3.2元 says enough."""

    def of(self, number: Fraction, unit: Unit | None) -> Fraction:
        """Return a number of a unit as a number of this one; raises ``CellRefused`` (``unit``)."""
        if unit is None:
            return number
        says_enough = unit.kinds == () and (self.record_tells or self.unit.of != "yuan" or not self.unit.per)
        if unit.of == self.unit.of and (says_enough or (unit.kinds == ("unit",) and self.record_tells)):
            return number * unit.factor * unit.scale / self.unit.factor
        if (unit.of, unit.kinds) != (self.unit.of, self.unit.kinds):
            raise CellRefused("unit", unit=unit.text, wanted=self.named)
        return number * unit.times / self.unit.times

    def kept(self, number: Fraction, unit: Unit | None, parts: int) -> int:
        """Return it in whole parts; raises ``CellRefused``: ``unit``, ``unit_inexact``, ``decimals``."""
        exact = self.of(number, unit) * parts
        if exact.denominator == 1:
            return int(exact)
        if unit is None or ((number * parts).denominator != 1 and unit.times == self.unit.times):
            raise CellRefused("decimals")
        raise CellRefused("unit_inexact", unit=unit.text, wanted=self.named)


@lru_cache(maxsize=4096)
def unit_of(text: str, wanted: str | None = None) -> Unit | None:
    """Return the unit a text is, None where it is none; ``wanted`` is what is measured, for words that mean two."""
    plain = unicodedata.normalize("NFKC", narrow(text))
    first, *rest = AND.sub("·", PER.sub("/", plain)).split("/")
    per = [divisor for part in rest for divisor in part.split("·") if divisor.strip()]
    atom = _atom("".join(first.split("·")), wanted)
    below = [_atom(part, None) for part in per]
    if atom is None or None in below or (rest and not per):
        return None
    of, factor, scale = atom
    if rest and of == "year":
        return None  # 年/月/日 is how a date is written
    divided = sorted((atom[0], atom[1] * atom[2]) for atom in below if atom)
    return Unit("".join(text.split()) if not text.isascii() else text, of, factor, scale, tuple(divided))


def _atom(word: str, wanted: str | None) -> tuple[str, Fraction, int] | None:
    if wanted == "mu" and word.strip() in LAND_ALSO:
        return "mu", LAND_ALSO[word.strip()], 1
    return SCALED.get(_key(word.strip()))


def many(text: str) -> int | None:
    """Return what a multiplier alone (万) makes of the number before it."""
    return MANY.get(_key(text))


def together(heading: Unit | None, scale: int, cell: Unit | None) -> tuple[int, Unit | None]:
    """Return what a heading and a cell say of a number: its multiplier, and its unit.

    Raises ``CellRefused`` (``unit_differs``) where they speak of two units.
    """
    if heading is None or (heading.of == ELSEWHERE and cell is not None):
        return scale, cell
    if heading.of == ELSEWHERE:
        raise CellRefused("unit_untold", unit=heading.text)
    if cell is None:
        if scale in (1, heading.scale):
            return 1, heading
        if heading.scale == 1:
            return scale, heading
        raise CellRefused("unit_differs", heading=heading.text, unit=WORD_OF.get(scale, str(scale)))
    if heading.of == cell.of and cell.of in TIMES and not (heading.per or cell.per):
        return scale, cell
    same = (heading.of, heading.factor) == (cell.of, cell.factor) and heading.scale in (1, cell.scale)
    differ = heading.per and cell.per and not set(heading.per) <= set(cell.per) and heading.kinds != ("unit",)
    if not same or differ:
        raise CellRefused("unit_differs", heading=heading.text, unit=cell.text)
    if cell.per or not heading.per:
        return scale, cell
    return scale, replace(cell, per=heading.per, text=f"{cell.text}/{heading.text.partition('/')[2]}")


WORD_OF = {scale: word for word, scale in reversed(MULTIPLIERS.items())}
