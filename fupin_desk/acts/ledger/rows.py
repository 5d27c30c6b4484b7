"""What each sheet's rows mean for the records: one function for every kind of row that is more than one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fupin_desk.acts.ledger.astray import gone_astray
from fupin_desk.acts.ledger.beside_others import beside_others
from fupin_desk.acts.ledger.happening import happened
from fupin_desk.acts.ledger.identity import IDENTITIES, agrees, compared, same, ways_of
from fupin_desk.acts.ledger.judged import JudgedImport
from fupin_desk.acts.ledger.linking import contract, delivery, payment
from fupin_desk.acts.ledger.marks import RowMarks, bears_mark
from fupin_desk.acts.ledger.naming import CannotTell, Naming
from fupin_desk.acts.ledger.paying import Paying, stays_paid
from fupin_desk.acts.ledger.row_cells import parties_of, registered
from fupin_desk.acts.ledger.shelf import Entry, names_of
from fupin_desk.acts.ledger.staging import Staged, Staging
from fupin_desk.acts.ledger.telling import household_of, member_of, reply_of
from fupin_desk.domain.beside import NOT_ASKED, check_beside
from fupin_desk.domain.check import check_pairs, check_unfit
from fupin_desk.domain.ids import village_id
from fupin_desk.domain.plausible import implausible, unusual
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.columns import MARK, PARTS, target_of

SIGNED = frozenset({"ledger_number", "head.name"})
"""What a line for a signature looks as if it said."""
UNTOLD = frozenset({"head_untold", "head_missing", "group_untold", "sheet_untold", "two_spouses"})
"""Why a whole list of persons cannot be taken: what else is wrong with a row of it is for another time."""


def judge(stage: Staging, naming: Naming, paying: Paying, village: str, on: date, marks: RowMarks) -> None:
    """Stage what a row says, or why it cannot be."""
    row = stage.row
    stage.faults.extend(row.faults)
    stage.notes.extend(row.notes)
    if any(fault.reason in UNTOLD for fault in row.faults):
        return
    _plausible(stage, on)
    bad = {fault.column for fault in row.faults}
    marks.read(stage)
    row = stage.row
    for group in () if bears_mark(row) else row.spec.needs:
        there = any(key in row.said or row.headings.get(key, (key,))[0] in bad for key in group)
        if not there:
            stage.fault(group[0], "missing")
    household: Entry | None = None
    try:
        household = _home_of(stage, naming)
    except CannotTell as cannot:
        stage.faults.append(cannot.fault)
    ids, faults = naming.resolve(row, household, stage.kept)
    stage.faults.extend(faults)
    if not stage.faults:
        judged = JudgedImport(stage, household, ids, paying, village, on)
        judged.heads_to_come = naming.heads_to_come
        SHEETS.get(row.spec.key, plain)(judged)
        gone_astray(stage)
        if not stage.faults:
            _stands_together(stage, on)
            _is_usual(stage)
        stays_paid(stage)


def _plausible(stage: Staging, on: date) -> None:
    """Ask about every day that can hardly be."""
    for key, value in stage.row.said.items():
        part, _dot, name = key.rpartition(".")
        kind = PARTS[part] if part else stage.row.spec.kind
        rule = KINDS[kind].fields.get(name)
        why = implausible(rule.field, value, on) if rule and value is not None else None
        if why is not None:
            stage.fault(key, why, today=on.isoformat())


def _stands_together(stage: Staging, on: date) -> None:
    """Refuse what cannot stand together in a record, as a form does, with what is here and what other rows say."""
    for part in stage.parts:
        spec, before, values = KINDS[part.entry.kind], part.entry.values, part.values
        refused = [*check_pairs(spec, before, values), *check_unfit(spec, before, values, on)]
        refused += [*check_beside(spec.cls, before, {**before, **values}, values), *beside_others(stage.shelf, part)]
        for refusal in refused:
            facts = {"kind": spec.kind, "field": refusal.field} if refusal.reason == NOT_ASKED else {}
            stage.fault(_column_of(stage, part, refusal.field), refusal.reason, **facts)


def _is_usual(stage: Staging) -> None:
    """Ask about every number written anew that is hardly so: most are of another unit than their heading says.

    A row with the mark of a record answers no questions: of that, and of what somebody said is so, it is noted.
    """
    sure = stage.marked is not None or reply_of(stage.row.said.get(MARK)) == "yes"
    for part in stage.parts:
        spec, before = KINDS[part.entry.kind], part.entry.first
        for name, value in part.values.items():
            if value != before.get(name) and unusual(spec, {**part.entry.values, **part.values}, name):
                column, read = _column_of(stage, part, name), {"kind": spec.kind, "field": name, "amount": value}
                if sure:
                    stage.note(column, "unusual", **read)
                else:
                    stage.fault(column, "is_it_so", **read)


def _column_of(stage: Staging, part: Staged, name: str) -> str:
    """Return the column of a field: a birth stands in one whatever is known of it, a household may be named by head."""
    name = "born_on" if name == "born_in" else name
    key = part.keys.get(name, name).replace("born_in", "born_on")
    of_field = [column.key for column in stage.row.spec.columns if target_of(part.entry.kind, column.key) == name]
    of_head = ["head"] if name == "household" else []
    return next((column for column in (key, *of_field, *of_head) if column in stage.row.said), key)


def _home_of(stage: Staging, naming: Naming) -> Entry | None:
    """Return the household a row names; of a marked row as the record has it, unless another is written there."""
    row_values, marked = stage.row.said, stage.marked
    if marked is None:
        return naming.household(stage.row)
    changed = any(key in row_values and key not in stage.kept for key in ("household", "head"))
    if marked.kind == "contract":
        if changed and parties_of(stage.shelf, marked)[0] is not None:
            stage.fault("household" if "household" in row_values else "head", "on_parties")
            return None
        return naming.household(stage.row) if changed else None
    if "household" in row_values and "household" not in stage.kept:
        return naming.household(stage.row)
    return stage.shelf.get("household", marked.first.get("household"))


def plain(judged: JudgedImport) -> None:
    """Stage a row that is one record."""
    stage, values = judged.stage, judged.main()
    kind, key = stage.row.spec.kind, stage.row.spec.needs[-1][0]
    if IDENTITIES[kind].happened is not None:
        entry = happened(stage, values, key)
    else:
        entry = stage.same(kind, values, key, stage.row.said.get(key))
    _is_no_other(stage, entry, values)
    if entry is None:
        stage.not_erased(kind, values, next((name for name in IDENTITIES[kind].sum_of if name.endswith("_fen")), None))
    stage.write(kind, entry, values, {})


def _is_no_other(stage: Staging, entry: Entry | None, values: Mapping[str, Any]) -> None:
    """Refuse a row that makes another thing of what has its number here: numbers begin anew, or are mistyped."""
    if entry is None or stage.marked is not None:
        return
    of = IDENTITIES[entry.kind]
    numbers = [values[key.fields[0]] for key in of.keys if ways_of(key, values) == ways_of(key, entry.values) != []]
    for name in of.stays if numbers else ():
        if not agrees((name,), values, entry.values):
            stage.fault(name, "number_of_another", name=numbers[0])
            return


def _village(judged: JudgedImport) -> None:
    code = judged.stage.row.said["code"]
    if code != judged.village:
        judged.stage.fault("code", "other_village", code=code)
        return
    values = judged.main()
    entry = judged.stage.same("village", values, "code", code)
    # The same id on every desk: the office and a second laptop speak of the same village.
    judged.stage.write("village", entry or Entry("village", village_id(code), {}, here=False), values, {})


def _household(judged: JudgedImport) -> None:
    stage, values = judged.stage, judged.part("")
    head = judged.person(judged.part("head."), "head.id_number")
    _has_digit(stage)
    if stage.faults:
        return
    entry = household_of(stage, values, head)
    if entry is None and not stage.faults and "name" not in head and not judged.head_to_come(values):
        stage.fault("head.name", "missing")
    if stage.faults:
        return
    if entry is not None and same("number", entry.values.get("number"), values.get("ledger_number")):
        values.pop("ledger_number", None)
    home = stage.write("household", entry, values, {})
    if head:
        _head(judged, home, head)
    consent = judged.part("consent.")
    if consent:
        _consent(judged, home, consent)


def _has_digit(stage: Staging) -> None:
    """Ask about a row of a name alone that has a word for its number: below a table somebody signs (负责人 | 王五)."""
    number = str(stage.row.said.get("ledger_number", ""))
    counts = any(map(str.isdigit, number)) or number.strip("第号户 ").isnumeric()
    if number and not counts and stage.row.said.keys() <= SIGNED:
        stage.fault("ledger_number", "no_digit", name=number)


def _head(judged: JudgedImport, home: Entry, head: dict[str, Any]) -> None:
    stage = judged.stage
    now = stage.shelf.head_of(home)
    keys = {name: f"head.{name}" for name in head} | {"relation": "head.name", "other_name": "head.name"}
    if now is None:
        values = {**head, "household": home.id, "relation": "head"}
        entry = stage.same("member", values, "head.name", head.get("name"), _elsewhere(stage, values))
        if entry is None and "name" not in head:
            stage.fault("head.name", "missing")
            return
        if entry is not None and compared("name", head.get("name")) not in names_of(entry):
            _stays_at_home(stage, entry, values, "head.name")  # who founds a household moves to it, nobody else does
        now = stage.write("member", entry, values, keys)
        stage.write("household", home, {"head": now.id}, {"head": "head.name"})
        return
    if stage.marked is not None:
        _corrected_head(stage, now, head, keys)
        return
    same_id = "id_number" in head and now.values.get("id_number") == head["id_number"]
    same_name = "name" not in head or compared("name", head["name"]) in names_of(now)
    if not same_id and not (same_name and agrees(("id_number", "birth"), head, now.values)):
        stage.fault("head.name", "other_head", name=now.values.get("name"))
        return
    if "name" in head and same_name:
        _say_as_known(now, head)
    if now.values.get("relation") == "head":
        head["relation"] = "head"  # this row says so, the first time and the second
    stage.write("member", now, head, keys)


def _corrected_head(stage: Staging, now: Entry, head: dict[str, Any], keys: Mapping[str, str]) -> None:
    """Stage what a marked row says of its head: a new head is not made by typing over the former one."""
    other_name = "name" in head and compared("name", head["name"]) not in names_of(now)
    if other_name and stage.marked and not stage.since_known and stage.shelf.ever_changed(stage.marked, "head"):
        stage.fault("head.name", "since_unknown")
        return
    stage.write("member", now, head, keys)


def _say_as_known(member: Entry, values: dict[str, Any]) -> None:
    """Let a row say a name as it stands here, in the script it was written in: no later row may say another."""
    name = "name" if same("name", values["name"], member.values.get("name")) else "other_name"
    del values["name"]
    values.setdefault(name, member.values[name])


def _consent(judged: JudgedImport, home: Entry, consent: dict[str, Any]) -> None:
    stage = judged.stage
    if "on" not in consent:
        stage.note("consent.on", "consent_undated")  # who asked is often filled down: without a day nobody agreed
        return
    values = {**consent, "household": home.id, "to": "register"}
    entry = registered(stage.shelf, home) if stage.marked is not None else None
    entry = entry or stage.same("consent", values, "consent.on", consent["on"])
    stage.write("consent", entry, values, {name: f"consent.{name}" for name in consent})


def _member(judged: JudgedImport) -> None:
    stage = judged.stage
    values = judged.person(judged.main(), "id_number")
    if stage.faults:
        return
    member = member_of(stage, values, _elsewhere(stage, values))
    _stays_at_home(stage, member, values, "name")
    _stays_head(stage, member, values)
    if (
        member is not None
        and stage.marked is None
        and "id_number" not in values
        and compared("name", values["name"]) in names_of(member)
    ):
        _say_as_known(member, values)
    entry = stage.write("member", member, values, {"household": "household"})
    home = judged.household
    if values.get("relation") != "head" or home is None:
        return
    now = stage.shelf.head_of(home)
    if now is None:
        stage.write("household", home, {"head": entry.id}, {"head": "relation"})
    elif now is not entry:
        stage.fault("relation", "two_heads", name=now.values.get("name"))


def _stays_at_home(stage: Staging, entry: Entry | None, values: Mapping[str, Any], key: str) -> None:
    """A row moves nobody from one household to another: whose number it is has to be looked at by a person."""
    home = entry.values.get("household") if entry is not None else None
    if entry is not None and home is not None and values.get("household") not in (None, home):
        stage.fault(key, "other_household", name=entry.values.get("name"))


def _stays_head(stage: Staging, entry: Entry | None, values: Mapping[str, Any]) -> None:
    """A row makes no head a member of their own household: who is head instead has to be said first."""
    relation, stood = values.get("relation"), entry.values.get("relation") if entry is not None else None
    if stage.faults or entry is None or stood != "head" or relation in (None, "head"):
        return
    if stage.shelf.is_head(entry):
        stage.fault("relation", "is_head", name=entry.values.get("name"))


def _elsewhere(stage: Staging, values: Mapping[str, Any]) -> Callable[[Entry], bool]:
    """Return which records are of the same person in another household: one of the two says when they left it."""
    home = values["household"]
    alike = [entry for way in stage.shelf.matching("member", values) for entry in way]
    left = any(entry.values.get("gone_since") for entry in alike if entry.values.get("household") == home)
    return lambda entry: entry.values.get("household") != home and (left or bool(entry.values.get("gone_since")))


SHEETS: dict[str, Callable[[JudgedImport], None]] = {
    "village": _village,
    "households": _household,
    "members": _member,
    "contracts": contract,
    "deliveries": delivery,
    "payments": payment,
}
