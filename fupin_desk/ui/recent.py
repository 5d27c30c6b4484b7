"""Which desks were opened on this laptop, and in which language: the window's own small memory, no secrets in it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from platformdirs import user_config_path

KEPT = 8


class RecentDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A desk that was opened here."""

    folder: str
    name: str
    role: str
    code: str


class Recent(msgspec.Struct, kw_only=True):
    """What the window remembers."""

    desks: list[RecentDesk] = []
    language: str = ""
    look: str = ""
    """Light or dark, where the person chose: one of ``LOOKS``."""
    columns: dict[str, list[str]] = {}
    """By kind the names of the columns its list shows, where the person chose them."""
    size: tuple[int, int] | None = None
    """Of the window when it was closed, in logical pixels."""
    maximized: bool = False


def memory() -> Path:
    """Return where it is kept."""
    return user_config_path("fupin_desk", appauthor=False) / "window.json"


def read_recent() -> Recent:
    """Return what is remembered; nothing where the file is missing or unreadable, for it is only a convenience."""
    try:
        return msgspec.json.decode(memory().read_bytes(), type=Recent)
    except (OSError, msgspec.DecodeError):
        return Recent()


def _write(recent: Recent) -> None:
    try:
        memory().parent.mkdir(parents=True, exist_ok=True)
        memory().write_bytes(msgspec.json.encode(recent))
    except OSError:
        return  # a laptop that cannot remember still works


def remember_desk(desk: RecentDesk) -> None:
    """Put a desk first in the list."""
    recent = read_recent()
    recent.desks = [desk, *(known for known in recent.desks if known.folder != desk.folder)][:KEPT]
    _write(recent)


def remember_language(language: str) -> None:
    """Keep the language the person chose."""
    recent = read_recent()
    recent.language = language
    _write(recent)


def remember_look(look: str) -> None:
    """Keep whether the person wants the window light, dark, or as the system is."""
    recent = read_recent()
    recent.look = look
    _write(recent)


def remember_columns(kind: str, names: list[str]) -> None:
    """Keep which columns the list of a kind shows; none: those its spec says."""
    recent = read_recent()
    recent.columns = (
        {**recent.columns, kind: names}
        if names
        else {other: chosen for other, chosen in recent.columns.items() if other != kind}
    )
    _write(recent)


def remember_size(size: tuple[int, int] | None, *, maximized: bool) -> None:
    """Keep how large the window is; of one that fills its screen (no size) what it was before."""
    recent = read_recent()
    recent.size, recent.maximized = size or recent.size, maximized
    _write(recent)
