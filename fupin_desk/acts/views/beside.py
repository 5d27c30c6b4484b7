"""What is said beside a field of one record alone: on no list, for a list of it would tell who said no."""

from __future__ import annotations

from typing import Any

from fupin_desk.acts.consents.standing import over_since
from fupin_desk.acts.desk import Desk

Said = dict[str, tuple[str, dict[str, Any]]]
"""By field, what is said: the key of the sentence, and its facts."""


def beside_fields(desk: Desk, kind: str, record: str) -> Said:
    """Return what is to be said beside a record's fields besides what policy sees and what clashes."""
    if kind != "consent":
        return {}
    with desk.vault.reading() as reader:
        day = over_since(reader, record)
    return {} if day is None else {"on": ("consent.over", {"withdrawn_on": day})}
