"""What rests on somebody's consent, and the ways from a household to what it is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fupin_desk.domain.traits import Path, routes
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.subjects import stated
from fupin_desk.subjects.consent.agreement import Agreed

AGREED: tuple[type[Agreed[Any]], ...] = stated("dossier", "AGREED")
"""What holds for households only because they agreed to it."""


def asked_about(kind: str) -> Iterator[Path]:
    """Yield the ways from a household to the records of a kind that it is asked about: those of ``Asks``, reversed."""
    asks = KINDS[kind].traits.asks
    for path in asks.whose if asks is not None else ():
        (route,) = routes(path)
        here, back = kind, list[str]()
        for step in route.steps:
            back.append(step.field if step.back is not None else f"<{here}.{step.field}")
            (here,) = (step.back,) if step.back is not None else KINDS[here].fields[step.field].field.kinds
        yield "/".join(reversed(back))


ASKED_ABOUT: tuple[Path, ...] = tuple(path for kind in KINDS for path in asked_about(kind))
"""From a household to all that it is asked about."""
