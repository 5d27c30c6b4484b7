"""Made-up people: common given names from short lists, ID numbers of region 99, which belongs to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum import luhn
from stdnum.cn import ric, uscc

HAN_FAMILY = tuple("王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗")
HAN_GIVEN = (
    "建国",
    "秀英",
    "志强",
    "桂兰",
    "小明",
    "玉兰",
    "海涛",
    "春梅",
    "文博",
    "雪",
    "军",
    "丽华",
    "永福",
    "红梅",
    "子涵",
)
UYGHUR_MEN = ("ئەخمەت", "تۇرسۇن", "ئابدۇللا", "مەمەت", "ياسىن", "قاسىم", "ئىلھام", "پەرھات", "ئەركىن", "غەيرەت")
UYGHUR_WOMEN = ("ئايگۈل", "گۈلنار", "پاتىگۈل", "رەنا", "مەريەم", "زەينەپ", "ئامىنە", "دىلنۇر", "خەيرىگۈل", "سەنەم")
KAZAKH_MEN = ("نۇرلان", "ەرلان", "باقىت", "دانيار", "سەرىك", "ماقسات", "جاندوس", "اسقار")
KAZAKH_WOMEN = ("ايگۇل", "گۇلنار", "اسەل", "مادينا", "ساۋلە", "دينا", "ارۋجان", "قالامقاس")
LATIN = {
    "ئەخمەت": "Exmet", "تۇرسۇن": "Tursun", "ئايگۈل": "Aygül", "گۈلنار": "Gülnar", "مەمەت": "Memet",
    "نۇرلان": "Nurlan", "اسەل": "Asel",
}  # fmt: skip
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Somebody:
    """A person who does not exist."""

    name: str
    other_name: str | None
    born_on: date
    id_number: str


class Crowd:
    """People made one after another, each with an ID number of their own."""

    def __init__(self, random: Random, region: str) -> None:
        """Draw from ``random``; ``region`` is six digits that begin with 99."""
        self.random = random
        self.region = region
        self.numbers: set[str] = set()

    def people(self, born: tuple[int, ...]) -> list[Somebody]:
        """Return a family: one person for each year of birth, men and women in turn, of one tongue."""
        tongue = self.random.random()
        family = self.random.choice(HAN_FAMILY)
        father = self.random.choice(UYGHUR_MEN if tongue < 0.6 else KAZAKH_MEN)
        return [self._one(tongue, family, father, year, place % 2 == 1) for place, year in enumerate(born)]

    def _one(self, tongue: float, family: str, father: str, year: int, woman: bool) -> Somebody:
        if tongue < 0.6:
            given = self.random.choice(UYGHUR_WOMEN if woman else UYGHUR_MEN)
            name = f"{given} {father}"
        elif tongue < 0.75:
            given = self.random.choice(KAZAKH_WOMEN if woman else KAZAKH_MEN)
            name = f"{given} {father}"
        else:
            given = ""
            name = family + self.random.choice(HAN_GIVEN)
        latin = [LATIN[part] for part in name.split() if part in LATIN]
        born_on = date(year, 1, 1) + timedelta(days=self.random.randrange(365))
        return Somebody(name, " ".join(latin) or None, born_on, self.id_number(born_on, woman))

    def id_number(self, born_on: date, woman: bool) -> str:
        """Return an ID number with the right check digit that nobody else here has."""
        while True:
            turn = self.random.randrange(500) * 2 + (0 if woman else 1)
            body = f"{self.region}{born_on:%Y%m%d}{turn:03d}"
            number = body + str(ric.calc_check_digit(body + "0"))
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def uscc(self) -> str:
        """Return a unified social credit code with the right check character."""
        body = "93" + self.region + "".join(self.random.choice(USCC_SIGNS) for _ in range(9))
        return body + str(uscc.calc_check_digit(body))

    def card(self) -> str:
        """Return a bank card number that no bank gives out (it begins with 99)."""
        body = "99" + "".join(str(self.random.randrange(10)) for _ in range(16))
        return body + str(luhn.calc_check_digit(body))
