"""The page of notices: where one is drafted, and one that is brought is checked; the life of each; what is said to it.

What is done to a notice follows from its state: signed, posted, closed, or withdrawn at any time before its end.
"""

from __future__ import annotations

from fupin_desk.policy.specs import SYNC_STATUS, PageSpec, Panel, Part, StateMark

HANGS_OR_HUNG = ("posted", "closed", "withdrawn")

PAGES = (
    PageSpec(
        kind="notice",
        columns=("number", "kind", "state", "drafted_on", "posted_on", "closes_on", SYNC_STATUS),
        titled_by="kind",
        state=StateMark(
            "state",
            {"drafted": "not_judged", "signed": "note", "posted": "gap", "closed": "good", "withdrawn": "not_judged"},
        ),
    ),
)
PARTS: tuple[Part, ...] = (
    Panel(on="notice", name="drafting", at="list", place=10, at_office=False),
    Panel(on="notice", name="checking", at="list", place=20),
    Panel(on="notice", name="preview", at="tab", place=10),
    Panel(on="notice", name="signing", at="side", place=10, only=("state", ("drafted",)), at_office=False),
    Panel(on="notice", name="posting", at="side", place=20, only=("state", ("signed",)), at_office=False),
    Panel(on="notice", name="closing", at="side", place=30, only=("state", ("posted",)), at_office=False),
    Panel(
        on="notice",
        name="withdrawing",
        at="side",
        place=40,
        only=("state", ("drafted", "signed", "posted")),
        at_office=False,
    ),
    Panel(on="notice", name="ended", at="side", place=50, only=("state", ("closed", "withdrawn")), at_office=False),
    Panel(on="notice", name="saving", at="side", place=60),
    Panel(on="notice", name="objections", at="side", place=70, only=("state", HANGS_OR_HUNG)),
)
