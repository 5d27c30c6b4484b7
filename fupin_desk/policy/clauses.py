"""The clauses of the opinion by their keys: what each asks in our own words, and where that is from."""

from __future__ import annotations

import tomllib

import msgspec


class Clause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One clause; its short name for people is ``clause.<key>`` in i18n."""

    summary: str
    source: str
    verified: bool


def parse_clauses(text: str) -> dict[str, Clause]:
    """Read ``resources/policy/clauses.toml`` (key → clause). Raises ``msgspec.ValidationError`` for a wrong entry."""
    return msgspec.convert(tomllib.loads(text), type=dict[str, Clause])
