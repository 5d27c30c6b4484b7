"""A list that the folders of several subjects say together, read by fields that stand below all of them.

A field of a notice lists the kinds of notice there are, and each of those is a spec in its own subject's folder. The
field is declared with an open list, which the registry of all specs fills when it is loaded.

Always true:

* it is filled once, and says nothing before that: whoever reads it earlier gets an error, never a shorter list;
* what stands on it keeps the order in which it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class OpenList(Sequence[str]):
    """Codes or kinds of records, in the order in which they are offered; ``RuntimeError`` until it is filled."""

    def __init__(self, name: str, *first: str) -> None:
        """Declare a list by its name in errors. ``first``: what stands on it whatever else there is."""
        self.name = name
        self._first = first
        self._said: tuple[str, ...] | None = None

    def fill(self, codes: Iterable[str]) -> None:
        """Put on the list what the subjects say; ``RuntimeError`` the second time."""
        if self._said is not None:
            raise RuntimeError(f"the list {self.name} is filled twice")
        self._said = tuple(dict.fromkeys((*self._first, *codes)))

    @property
    def _filled(self) -> tuple[str, ...]:
        if self._said is None:
            raise RuntimeError(f"the list {self.name} is read before the registry filled it")
        return self._said

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """Return what stands in one place, or in several."""
        return self._filled[at]

    def __iter__(self) -> Iterator[str]:
        """Go through it in its order."""
        return iter(self._filled)

    def __len__(self) -> int:
        """Return how many stand on it."""
        return len(self._filled)

    def __repr__(self) -> str:
        """Say which list it is, also before it is filled."""
        return f"OpenList({self.name!r}, {self._said!r})"
