"""Which record's page another record is shown on."""

from __future__ import annotations

from fupin_desk.acts.desk import Desk

LINE_OF = {
    "member": "household",
    "plot": "household",
    "consent": "household",
    "share": "household",
    "party": "contract",
    "delivery": "contract",
    "payment": "contract",
    "distribution_line": "distribution",
    "notice_line": "notice",
    "objection": "notice",
}
"""Kinds without a page of their own, with the field that names the record whose page they are on."""


def page_record(desk: Desk, kind: str, record: str) -> tuple[str, str]:
    """Return kind and id of the record on whose page this one is."""
    name = LINE_OF.get(kind)
    if name is None and kind != "explanation":
        return kind, record
    with desk.vault.reading() as reader:
        stored = reader.find(kind, record)
        # Of a record of which nothing could be kept yet, what was typed says whose it is.
        said = stored.values if stored is not None else reader.draft(kind, record)
    if name is None:
        return page_record(desk, str(said["of_kind"]), str(said["of"])) if said.get("of") else (kind, record)
    if said.get(name):
        return name, str(said[name])
    household = said.get("household")
    return ("household", str(household)) if household else (kind, record)
