"""A list of records of another kind that have to do with the one on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.views.linked import led_to
from fupin_desk.acts.views.lists import count_records, page_of_records
from fupin_desk.policy.specs import Linked
from fupin_desk.ui.navigation import go_to
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import records_table, row_of
from fupin_desk.ui.widgets.simple import card, text


def linked_records(session: Session, kind: str, record: str, linked: Linked) -> Sequence[QWidget]:
    """Return the list, each line of which leads to its own page; nothing where there is none."""
    desk, words = session.desk, session.words
    where = {"id": led_to(desk, kind, record, [linked.at])}
    count = count_records(desk, linked.kind, where)
    if not count:
        return []
    table = records_table(words, linked.kind, linked.columns)
    table.rows.reset(
        lambda offset, limit: [
            row_of(words, line, linked.columns)
            for line in page_of_records(desk, linked.kind, offset, limit, where=where)
        ],
        count,
    )
    table.fit(8)
    table.opened.connect(lambda of, record: go_to(session, of, record))
    return [card(text(words.kinds(linked.kind), "heading"), table)]
