"""Kinds of notice that only tests know, offered beside those there are for as long as a test lasts."""

from __future__ import annotations

import pytest

from fupin_desk.kinds import open_lists
from fupin_desk.kinds.notices import SPECS
from fupin_desk.policy.notice_spec import NoticeSpec


def offer(monkeypatch: pytest.MonkeyPatch, *specs: NoticeSpec) -> None:
    """Do what the registry does when it is loaded, with more specs: nothing else is told of a new kind of notice."""
    for spec in specs:
        monkeypatch.setitem(SPECS, spec.kind, spec)
    for each, said in [*open_lists()]:
        monkeypatch.setattr(each, "_said", None)
        each.fill(said)
