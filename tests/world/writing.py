"""What people write in the records: new ones of every kind, edits, what is taken out and put back, what is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from fupin_desk.acts.records.commands import erase_record, redo_record, restore_record, undo_record, void_record
from fupin_desk.acts.records.filling import keep_typed
from fupin_desk.acts.records.papers import add_local_scan, add_paper, add_scan
from tests.journeys.county import CONSENT
from tests.ledger.made_up import id_number
from tests.world.steps import EVERYBODY, LAPTOPS, OFFICE, happens
from tests.world.world import World

NOTHING = "nothing there"
ONES_OWN = ("household", "member", "plot", "contract", "party", "delivery", "payment", "share", "distribution_line")
Value = Callable[[World, int], Any]


def _word(world: World, _pick: int) -> str:
    return world.word("e")


def _local(world: World, _pick: int) -> str:
    return world.local_word()


def _one_of(*values: Any) -> Value:
    return lambda _world, pick: values[pick % len(values)]


def _amount(_world: World, pick: int) -> int:
    return pick * 100 + 1


def _day(_world: World, pick: int) -> str:
    return (date(2017, 1, 1) + timedelta(days=pick % 690)).isoformat()


EDITED: dict[str, tuple[tuple[str, Value], ...]] = {
    "household": (
        ("address", _word),
        ("address", _one_of("东边", "西边")),
        ("group", _one_of("一组", "二组", "三组", None)),
        ("status_since", _day),
        ("paper_languages", _one_of(["ug"], ["zh_CN", "ug"], None)),
        ("does_not_wish", _one_of(["loan"], None)),
    ),
    "member": (
        ("other_name", _word),
        ("labour", _one_of("able", "weak", "lost")),
        ("id_number", lambda _world, pick: id_number(pick % 6)),
    ),
    "entity": (("legal_person", _word), ("capital_fen", _amount)),
    "contract": (
        ("product", _word),
        ("floor_price_fen", _amount),
        ("ended_on", _day),
        ("ended_why", _local),
        ("copy_handed_over_on", _day),
    ),
    "delivery": (("accepted_milli", _amount), ("grade", _word)),
    "payment": (("voucher", _word), ("amount_fen", _amount), ("confirmed_on", _day)),
    "distribution": (("rule", _word), ("income_fen", _amount)),
    "distribution_line": (("amount_fen", _amount), ("why", _word), ("declined", _one_of(True, None))),
    "village": (("township", _word), ("poor", _one_of(True, False))),
    "plot": (("area_centimu", _amount), ("name", _word)),
    "share": (("paid_in_fen", _amount), ("exit_terms", _word)),
}
"""For each kind what is changed in it, and to what."""


def _edited(kind: str, pick: int) -> tuple[str, Value]:
    """Return a field to edit and what to write in it: half the time the first."""
    return EDITED[kind][pick // 2 % len(EDITED[kind]) if pick % 2 else 0]


@happens(45, EVERYBODY)
def edit(world: World, at: str, picks: Sequence[int]) -> str:
    """Write one field of a record as it stands now."""
    kinds = ("household", "household", "member", "member", *EDITED)
    found = world.pick(at, picks[0], kinds[picks[0] // 12 % len(kinds)])
    if found is None:
        return NOTHING
    field, value = _edited(found[0], picks[2])
    said = value(world, picks[1])
    world.put(at, found[0], found[1], **{field: said})
    return f"{field} of {found[0]} {found[1][-4:]} is {said}"


@happens(3, EVERYBODY)
def look(world: World, at: str, picks: Sequence[int]) -> str:
    """Open a record's form, and leave it open."""
    found = world.pick(at, picks[0], *EDITED)
    if found is None:
        return NOTHING
    world.looked[at] = (*found, world[at].get(*found)["_seen"])
    return f"at {found[0]} {found[1][-4:]}"


@happens(6, EVERYBODY)
def leave_form(world: World, at: str, picks: Sequence[int]) -> str:
    """Write in the form that was left open, whatever came in between."""
    if at not in world.looked:
        return f"opened: {look(world, at, picks)}"
    kind, record, seen = world.looked.pop(at)
    field, value = _edited(kind, picks[2])
    said = value(world, picks[1])
    world[at].put(kind, record, seen, **{field: said})
    return f"{field} of {kind} {record[-4:]}, as it stood then, is {said}"


@happens(4)
def household(world: World, at: str, picks: Sequence[int]) -> str:
    """Register a household with its head, with or without its consent."""
    agrees = picks[0] % 4 > 0
    home = world.put(at, "household", status="registered", group="一组", address=world.word("a"))
    said = {"id_number": id_number(picks[1] % 6)} if picks[2] % 2 else {}
    head = world.put(at, "member", household=home, name=f"王 {world.word('n')}", relation="head", **said)
    world.put(at, "household", home, head=head)
    if agrees:
        world.put(at, "consent", household=home, **CONSENT)
    return f"household {home[-4:]} {'agrees' if agrees else 'was not asked'}"


@happens(4)
def consent(world: World, at: str, picks: Sequence[int]) -> str:
    """Ask a household for its consent: to be registered, to a contract, to stand on a notice by name."""
    home = world.pick(at, picks[0], "household")
    if home is None:
        return NOTHING
    kinds: tuple[dict[str, str], ...] = (
        {"to": "register"},
        {"to": "register", "until": "2018-12-20"},
        {"to": "contract"},
        {"to": "notice_name", "notice_kind": "distribution_plan"},
    )
    said = kinds[picks[1] % len(kinds)]
    world.put(at, "consent", household=home[1], **{**CONSENT, **said, "language": "ug"})
    return f"{home[1][-4:]} agrees to {said}"


@happens(4)
def withdraw(world: World, at: str, picks: Sequence[int]) -> str:
    """Note that somebody took a consent back, or that this was written by mistake."""
    found = world.pick(at, picks[0], "consent")
    if found is None:
        return NOTHING
    day = "2018-12-01" if picks[1] % 4 else None
    world[at].put("consent", found[1], withdrawn_on=day)
    return f"consent {found[1][-4:]} {'taken back' if day else 'not taken back'}"


@happens(4)
def contract(world: World, at: str, picks: Sequence[int]) -> str:
    """Enter a contract of a household with an entity."""
    home, entity = world.pick(at, picks[0], "household"), world.pick(at, picks[1], "entity")
    if home is None or entity is None:
        return NOTHING
    terms: tuple[dict[str, Any], ...] = (
        {"linkage": "production", "terms": "order", "product": world.word("p"), "unit": "kg", "floor_price_fen": 200},
        {"linkage": "wage", "terms": "job", "post": world.word("p"), "wage_fen": 200_000, "wage_per": "month"},
        {"linkage": "operating", "terms": "lease", "area_centimu": 500, "rent_fen": 40_000, "pay_month": 10},
    )
    said = terms[picks[2] % len(terms)]
    if said["terms"] == "job":
        worker = world.pick(at, picks[0], "member")
        said |= {"member": worker[1] if worker else None, "pay_day": 31}
    dated = {"signed_on": "2018-06-01", "since": "2018-06-01", "loss_shared": world.word("s")}
    made = world.put(at, "contract", **dated, **said)
    world.put(at, "party", contract=made, household=home[1], role="household")
    world.put(at, "party", contract=made, entity=entity[1], role="cooperative")
    return f"{said['terms']} {made[-4:]} of {home[1][-4:]}"


@happens(4)
def deliver(world: World, at: str, picks: Sequence[int]) -> str:
    """Enter what a household delivered under a contract."""
    bound, home = world.pick(at, picks[0], "contract"), world.pick(at, picks[1], "household")
    if bound is None or home is None:
        return NOTHING
    said: dict[str, Any] = {"accepted_milli": picks[2] * 1000, "on": "2018-11-05", "grade": world.word("g")}
    return f"delivery {world.put(at, 'delivery', contract=bound[1], household=home[1], **said)[-4:]}"


@happens(5)
def pay(world: World, at: str, picks: Sequence[int]) -> str:
    """Enter a payment, under a contract or on a line of what is shared out."""
    found = world.pick(at, picks[0], "contract", "distribution_line")
    home = world.pick(at, picks[1], "household")
    if found is None or home is None:
        return NOTHING
    said: dict[str, Any] = {
        found[0]: found[1],
        "household": home[1],
        "amount_fen": picks[2] * 10,
        "paid_on": "2018-12-01",
    }
    made = world.put(at, "payment", voucher=world.word("v"), **said)
    return f"payment {made[-4:]} of {picks[2] * 10} fen on {found[0]} {found[1][-4:]}"


@happens(3)
def belonging(world: World, at: str, picks: Sequence[int]) -> str:
    """Enter something else of a household's: a plot, a share, a line of what is shared out, a second member."""
    home, entity = world.pick(at, picks[0], "household"), world.pick(at, picks[1], "entity")
    plan = world.pick(at, picks[1], "distribution")
    if home is None or entity is None or plan is None:
        return NOTHING
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("plot", {"name": world.word("l"), "area_centimu": 300}),
        ("share", {"entity": entity[1], "kind": "money", "paid_in_fen": 1000, "exit_terms": world.word("x")}),
        ("distribution_line", {"distribution": plan[1], "amount_fen": 5000, "why": world.word("y")}),
        ("member", {"name": world.word("m"), "relation": "spouse"}),
    )
    kind, said = kinds[picks[2] % len(kinds)]
    return f"{kind} {world.put(at, kind, household=home[1], **said)[-4:]} of {home[1][-4:]}"


@happens(2)
def public(world: World, at: str, picks: Sequence[int]) -> str:
    """Enter what is nobody's own: an entity, an asset, an income to share out; or explain a finding."""
    entity = world.pick(at, picks[1], "entity")
    asset = world.pick(at, picks[1], "asset")
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("entity", {"kind": "cooperative", "name": world.word("c"), "industries": ["crops"]}),
        ("asset", {"name": world.word("a"), "kind": "solar", "value_fen": 5}),
        ("distribution", {"asset": asset[1] if asset else None, "year": 2018, "income_fen": 9000, "rule": "按户"}),
        ("explanation", {"of_kind": "entity", "of": entity[1] if entity else "", "rule": "leaders-per-village"}),
    )
    kind, said = kinds[picks[2] % len(kinds)]
    if kind == "explanation":
        said |= {"words": world.word("w"), "by": "测试人"}
    return f"{kind} {world.put(at, kind, **said)[-4:]}"


@happens(2)
def scan(world: World, at: str, picks: Sequence[int]) -> str:
    """Keep a scan: of a household's paper, of a contract, of a consent."""
    found = world.pick(at, picks[0], *(("household",), ("contract",), ("consent",))[picks[1] % 3])
    if found is None:
        return NOTHING
    desk, file = world[at].desk, world.folder / f"scan-{world.step.number}.png"
    local = found[0] == "consent"
    file.write_bytes(b"scan " + (world.local_word("b") if local else world.word("b")).encode())
    if found[0] == "household":
        made = add_paper(desk, file, "other", found[1], world.word("t"))
    elif found[0] == "contract":
        _kind, made = add_scan(desk, file, "contract", *found)
    else:
        return f"of consent {found[1][-4:]}: {add_local_scan(desk, *found, file)[:8]}"
    world.memory.records.append((world.village(at), "paper", made))
    return f"of {found[0]} {found[1][-4:]}: paper {made[-4:]}"


@happens(2)
def mistype(world: World, at: str, picks: Sequence[int]) -> str:
    """Type what cannot be into a field: it stays beside the record, on this laptop."""
    found = world.pick(at, picks[0], "household", "member", "payment")
    if found is None:
        return NOTHING
    field = {"household": "status_since", "member": "born_on", "payment": "paid_on"}[found[0]]
    typed = f"30.2.2018 {world.local_word('t')}"
    keep_typed(world[at].desk, found[0], found[1], field, typed)
    world.memory.typed.setdefault(at, {})[typed] = found[1]
    return f"{typed} in {found[0]} {found[1][-4:]}"


@happens(5, EVERYBODY)
def void(world: World, at: str, picks: Sequence[int]) -> str:
    """Take a record out."""
    found = world.pick(at, picks[0], *ONES_OWN, "entity", "consent", "distribution")
    if found is None:
        return NOTHING
    why = world.word("w") if at == OFFICE else world.local_word("w")
    void_record(world[at].desk, *found, why)
    return f"{found[0]} {found[1][-4:]} is taken out"


@happens(3, EVERYBODY)
def restore(world: World, at: str, picks: Sequence[int]) -> str:
    """Put back a record that was taken out."""
    out = [each for each in world.memory.records if each[0] == world.village(at) and _is_out(world, at, each)]
    if not out:
        return NOTHING
    _village, kind, record = out[picks[0] % len(out)]
    restore_record(world[at].desk, kind, record, world.word("w") if at == OFFICE else world.local_word("w"))
    return f"{kind} {record[-4:]} is put back"


def _is_out(world: World, at: str, named: tuple[str, str, str]) -> bool:
    with world[at].desk.vault.reading() as reader:
        found = reader.find(named[1], named[2])
    return found is not None and found.voided


@happens(6, EVERYBODY)
def undo(world: World, at: str, picks: Sequence[int]) -> str:
    """Undo what this desk did last to a record, or do again what was undone."""
    found = world.pick(at, picks[0], *EDITED, "consent", voided=True)
    if found is None:
        return NOTHING
    (redo_record if picks[1] % 3 == 0 else undo_record)(world[at].desk, *found)
    return f"{'again ' if picks[1] % 3 == 0 else ''}what was last done to {found[0]} {found[1][-4:]}"


@happens(4, LAPTOPS, books=True)
def erase(world: World, at: str, picks: Sequence[int]) -> str:
    """Erase a household, or one thing of it."""
    own = ("household",) if picks[1] % 3 else ("member", "plot", "payment", "consent", "share", "delivery")
    found = world.pick(at, picks[0], *own, voided=True)
    if found is None:
        return NOTHING
    return f"{found[0]} {found[1][-4:]}, {erase_record(world[at].desk, *found)} records touched"
