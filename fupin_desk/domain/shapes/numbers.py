"""Whole numbers of a small unit, written with a decimal point in the unit people use: exactly, never rounded."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from fupin_desk.domain.changes import Value
from fupin_desk.domain.shapes.shape import Limits, RefusedValue, Shape

TYPED = re.compile(r"-?\d{1,18}(\.\d+)?", re.ASCII)


class Number(Shape):
    """A whole number within its field's limits."""

    whole = True
    figures = True

    def check(self, limits: Limits, typed: Any) -> Value:
        """Take a whole number within the limits; a yes is none."""
        if isinstance(typed, bool) or not isinstance(typed, int):
            raise RefusedValue("type")
        if limits.least is not None and typed < limits.least:
            raise RefusedValue("too_small")
        if limits.most is not None and typed > limits.most:
            raise RefusedValue("too_big")
        return typed

    def schema(self, limits: Limits) -> dict[str, Any]:
        """Return an integer with its limits."""
        return {"type": ["integer", "null"], "minimum": limits.least, "maximum": limits.most}

    def read_plain(self, plain: str, typed: str) -> Any:
        """Return a number with commas or a percent sign; one with more decimals than are kept stays as it was typed."""
        bare = plain.replace(",", "").replace(" ", "").removesuffix("%")
        if not TYPED.fullmatch(bare):
            return typed
        exact = Decimal(bare).scaleb(self.decimals)
        return int(exact) if exact == exact.to_integral_value() else typed

    def fixed(self, amount: int) -> str:
        """Return a number with commas by thousands and all its decimals."""
        whole, rest = divmod(abs(amount), self.parts)
        return f"{'-' if amount < 0 else ''}{whole:,}.{rest:0{self.decimals}d}"


class Fen(Number):
    """Money in whole fen: 1250050 is ``12,500.50`` yuan."""

    name = "fen"
    breadth = 13
    decimals = 2
    unit = "yuan"
    cell_format = "#,##0.00"

    def write_plain(self, value: int) -> str:
        """Return yuan."""
        return self.fixed(value)


class Centimu(Number):
    """An area in hundredths of a mu (亩): 325 is ``3.25``."""

    name = "centimu"
    breadth = 12
    decimals = 2
    unit = "mu"
    cell_format = "0.00"

    def write_plain(self, value: int) -> str:
        """Return mu."""
        return self.fixed(value)


class Ppm(Number):
    """A rate in parts per million: 43500 is ``4.35`` percent, 400000 is ``40``."""

    name = "ppm"
    breadth = 9
    decimals = 4
    unit = "percent"
    cell_format = "@"
    cell_hint = True

    def write_plain(self, value: int) -> str:
        """Return percent with no decimals or two at least."""
        whole, rest = self.fixed(value).split(".")
        rest = rest.rstrip("0")
        return f"{whole}.{rest.ljust(2, '0')}" if rest else whole


class Quantity(Number):
    """Thousandths of the unit named beside it: 1500 is ``1.5``."""

    name = "quantity"
    breadth = 13
    decimals = 3
    cell_hint = True

    def write_plain(self, value: int) -> str:
        """Return the number with no more decimals than it needs."""
        return self.fixed(value).rstrip("0").rstrip(".")


class Count(Number):
    """A whole number of things."""

    name = "count"
    breadth = 8
    counts = True


FEN: Final = Fen()
CENTIMU: Final = Centimu()
PPM: Final = Ppm()
QUANTITY: Final = Quantity()
COUNT: Final = Count()
