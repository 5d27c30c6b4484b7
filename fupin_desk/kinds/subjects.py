"""Every subject of the opinion that the program knows: a line for each, and all that it states is found in its folder.

A subject states, each in a module of that name: ``RECORDS`` in ``records``, ``AGREED`` in ``dossier``, ``RULES`` in
``rules``, ``CONSTRAINTS`` in ``constraints``, ``PAGES`` and ``PARTS`` in ``page``, ``NOTICES`` in ``notices``,
``RETURNS`` in ``returns``. Of what it has none of it needs no module. Modules are imported when first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

SUBJECTS = (
    "village",
    "office",
    "household",
    "entity",
    "contract",
    "order",
    "job",
    "land",
    "payment",
    "loan",
    "income",
    "share",
    "consent",
    "paper",
    "notice",
    "erasure",
)
"""Folders of ``subjects``, in the order in which their pages stand in the side bar and their notices are offered."""


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """Return the modules of one name of all subjects that have one, in the order of the subjects."""
    places = [f"fupin_desk.subjects.{subject}.{name}" for subject in SUBJECTS]
    return tuple(import_module(place) for place in places if find_spec(place) is not None)


def stated(module: str, name: str) -> tuple[Any, ...]:
    """Return all that the subjects state under a name in such a module; a module may leave it out."""
    return tuple(item for loaded in modules(module) for item in getattr(loaded, name, ()))
