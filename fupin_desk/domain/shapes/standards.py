"""Numbers and codes whose form a standard sets: ID number, USCC, bank card, telephone, village, digest."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any, ClassVar, Final

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from fupin_desk.domain.changes import Value
from fupin_desk.domain.folding import ascii_digits
from fupin_desk.domain.id_numbers import born_by, id_number_right, mask_id_number, plain_id_number, plain_number
from fupin_desk.domain.shapes.days import oldest
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape, clean


class Standard(Shape):
    """A number or code of a set form, kept in plain digits and capitals; refused by its own name."""

    figures = True
    cell_format = "@"
    pattern: ClassVar[str]
    """Its form before anything is computed, for the JSON Schema."""

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take what is right by the standard."""
        value = self.plain(clean(typed))
        if value and not self.right(value):
            raise RefusedValue(self.name)
        return value

    def plain(self, typed: str) -> str:
        """Return what was typed as it is kept."""
        return plain_number(typed)

    def right(self, value: str) -> bool:
        """Return whether it is one by the standard."""
        raise NotImplementedError

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return a text of its form."""
        return {**super().schema(limits), "pattern": self.pattern}


class IdNumber(Standard):
    """A citizen's ID number (GB 11643-1999)."""

    name = "id_number"
    breadth = 19
    dated = True
    cell_width = 22
    cell_hint = True
    pattern = r"^\d{17}[\dXx]$"

    def plain(self, typed: str) -> str:
        """Return the number with an X from any keyboard at its end."""
        return plain_id_number(typed)

    def right(self, value: str) -> bool:
        """Return whether its date of birth and check digit are right."""
        return id_number_right(value)

    def mask(self, value: Value) -> Value:
        """Return its first three and last four characters."""
        return mask_id_number(str(value))

    def implausible(self, limits: Limits, value: Any, on: date) -> str | None:
        """Ask for the birth it says."""
        born = born_by(value)
        return "id_birth" if born is not None and not (oldest(on) <= born.year and born <= on) else None


class Uscc(Standard):
    """A unified social credit code (GB 32100)."""

    name = "uscc"
    breadth = 19
    cell_width = 22
    pattern = r"^[0-9A-Za-z]{18}$"

    def right(self, value: str) -> bool:
        """Return whether its check character is right."""
        try:
            return bool(uscc.calc_check_digit(value[:-1]) == value[-1]) and len(value) == 18
        except (ValidationError, ValueError, KeyError):
            return False


class BankCard(Standard):
    """A bank card's number (Luhn)."""

    name = "card"
    breadth = 20
    cell_width = 23
    pattern = r"^\d{12,19}$"

    def right(self, value: str) -> bool:
        """Return whether it is as long as a card's and its check digit is right."""
        return bool(re.fullmatch(r"\d{12,19}", value, re.ASCII)) and luhn.is_valid(value)


class Phone(Standard):
    """A telephone number, with the dashes that part it."""

    name = "phone"
    cell_width = 15
    pattern = r"^\+?\d[\d-]{5,18}\d$"

    def plain(self, typed: str) -> str:
        """Return the number in plain digits; its dashes stay."""
        return ascii_digits("".join(unicodedata.normalize("NFKC", typed).split()))

    def right(self, value: str) -> bool:
        """Return whether it is as long as a telephone number."""
        return re.fullmatch(r"\+?\d[\d-]{5,18}\d", value, re.ASCII) is not None


class VillageCode(Standard):
    """A village's twelve digits."""

    name = "village"
    cell_width = 15
    pattern = r"^\d{12}$"

    def right(self, value: str) -> bool:
        """Return whether it has twelve digits."""
        return re.fullmatch(r"\d{12}", value, re.ASCII) is not None


class Digest(Standard):
    """The SHA-256 of something, as the desk writes it."""

    name = "digest"
    typed = False
    cell_format = "General"
    pattern = "^[0-9a-f]{64}$"

    def plain(self, typed: str) -> str:
        """Leave it as it is."""
        return typed

    def right(self, value: str) -> bool:
        """Return whether it is one in small letters."""
        return re.fullmatch(r"[0-9a-f]{64}", value) is not None


ID_NUMBER: Final = IdNumber()
USCC: Final = Uscc()
CARD: Final = BankCard()
PHONE: Final = Phone()
VILLAGE: Final = VillageCode()
DIGEST: Final = Digest()
