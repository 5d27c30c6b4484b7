"""A list of records of another kind that have to do with the one on the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from fupin_desk.acts.records.filling import keep_field, new_id
from fupin_desk.acts.views.linked import led_to
from fupin_desk.acts.views.lists import count_records, page_of_records
from fupin_desk.policy.specs import Begun, Linked, Tie
from fupin_desk.ui.navigation import begin_new, go_to
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.records_table import records_table, row_of
from fupin_desk.ui.widgets.simple import button, card, row, text


def linked_records(session: Session, kind: str, record: str, linked: Linked) -> QWidget | None:
    """Return the list, each line of which leads to its own page; None where there is nothing, nor can be begun."""
    desk, words = session.desk, session.words
    where = {"id": led_to(desk, kind, record, [linked.at])}
    count = count_records(desk, linked.kind, where)
    how = linked.begin if desk.role == "village" else None
    if not count and linked.begin is None:
        return None
    head = row(text(words.kinds(linked.kind), "heading", wrap=False))
    if how is not None:
        label = words.say("window.add", kind=words.kind(linked.kind))
        head.addWidget(button(label, lambda: begin(session, (kind, record), linked.kind, how)))
    table = records_table(words, linked.kind, linked.columns)
    fetch = partial(page_of_records, desk, linked.kind, columns=linked.columns, order=linked.order, where=where)
    table.rows.reset(
        lambda offset, limit: [row_of(words, line, linked.columns) for line in fetch(offset, limit)], count
    )
    table.fit(8)
    if not count:
        table.hide()  # never shown before it has its place: it would be a window, and take the cursor
    table.opened.connect(lambda of, record: go_to(session, of, record))
    return card(head, table)


def begin(session: Session, at: tuple[str, str], kind: str, how: Tie | Begun) -> None:
    """Begin a record that has to do with the one on the page (kind and id), and show it."""
    if isinstance(how, Tie):
        _begin_tied(session, at[1], kind, how)
        return
    led = {name: led_to(session.desk, *at, [path]) for name, path in how.suggest.items()}
    begin_new(session, kind, {how.by: at[1], **{name: ids[0] for name, ids in led.items() if len(ids) == 1}})


def _begin_tied(session: Session, record: str, kind: str, tie: Tie) -> None:
    desk, made = session.desk, new_id(session.desk)

    def write() -> bool:
        keep_field(desk, kind, made, {}, {})
        keep_field(desk, tie.kind, new_id(desk), {tie.new: made, tie.page: record, **tie.says}, {})
        return True

    if session.attempt(write):
        session.changed.emit(kind, made)
        go_to(session, kind, made)
