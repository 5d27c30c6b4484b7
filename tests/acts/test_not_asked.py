"""What a field is not asked for is written nowhere, by command, form or sheet; what came so is borne and mended.

Of the kinds there are, each field that another one decides (``Field.only``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from fupin_desk.acts.records.commands import put_records
from fupin_desk.acts.records.filling import keep_field, new_id
from fupin_desk.domain.beside import check_beside, not_asked
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.kinds import KINDS
from fupin_desk.ledger.answering import reason
from fupin_desk.words import LANGUAGES, words
from tests.acts.ledger.sheets import all_of, take
from tests.acts.one_laptop import laptop
from tests.journeys.county import Machine

__all__ = ["laptop"]

LENT = {"kind": "micro", "contract_number": "XD-1", "signed_on": "2018-11-12", "principal_fen": 3_000_000, "months": 24}
EVENTS = ["贷款合同编号", "事项", "发生日期", "发生金额", "续贷或展期月数", "新年利率"]


def depending() -> Iterator[tuple[str, str, str, str]]:
    """Yield each kind with a field, the one that decides, and a code of it for which the field is not asked."""
    for kind, spec in KINDS.items():
        for name, of in spec.fields.items():
            if of.field.only is None:
                continue
            deciding, codes = of.field.only
            yield kind, name, deciding, next(c for c in spec.fields[deciding].field.listed if c not in codes)


@pytest.fixture
def loan(laptop: Machine) -> str:
    return laptop.put("loan", None, None, **LENT, household=laptop.household("张三")["household"])


def why_not(laptop: Machine, record: str | None = None, /, **values: Any) -> list[tuple[str, str]]:
    """Return at which fields, and why, an event is refused; and see that the form refuses it as the command does."""
    with pytest.raises(FieldsRefusedError) as put:
        laptop.put("loan_event", record, None, **values)
    with pytest.raises(FieldsRefusedError) as kept:
        keep_field(laptop.desk, "loan_event", record or new_id(laptop.desk), values, {})
    assert put.value.refused == kept.value.refused
    return [(refused["field"], refused["reason"]) for refused in put.value.refused]


@pytest.mark.parametrize(("kind", "name", "deciding", "other"), [*depending()])
def test_each_field_that_another_decides_is_refused_where_it_is_not_asked_for(
    kind: str, name: str, deciding: str, other: str
) -> None:
    cls, codes = KINDS[kind].cls, KINDS[kind].fields[name].field.only
    assert codes is not None
    both = {deciding: other, name: ["a"] if KINDS[kind].fields[name].field.shape.several else "a"}
    assert [(each.field, each.reason) for each in check_beside(cls, None, both, both)] == [(name, "not_asked")]
    assert check_beside(cls, {}, {**both, deciding: codes[1][0]}, both) == []
    assert check_beside(cls, {}, {name: both[name]}, both) == [], "nobody has decided yet"
    nothings: tuple[Any, ...] = (None, False, 0, [])
    for nothing in nothings:
        assert check_beside(cls, None, {**both, name: nothing}, both) == [], "it says nothing"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("repaid", {"months": 6}),
        ("repaid", {"rate_ppm": 47_500}),
        ("repaid", {"reason": "冰雹"}),
        ("interest_paid", {"months": 6}),
        ("extended", {"amount_fen": 100}),
        ("repriced", {"months": 6}),
        ("overdue", {"rate_ppm": 1}),
    ],
)
def test_an_event_says_only_what_its_kind_is_asked_for(
    laptop: Machine, loan: str, kind: str, said: dict[str, Any]
) -> None:
    event = {"loan": loan, "kind": kind, "on": "2018-12-01"}
    assert why_not(laptop, **event, **said) == [(next(iter(said)), "not_asked")]
    there = laptop.put("loan_event", None, None, **event)
    assert why_not(laptop, there, **said) == [(next(iter(said)), "not_asked")]
    assert not set(said) & laptop.get("loan_event", there).keys()


def test_a_sheet_is_refused_it_as_a_form_is_and_the_other_rows_go_in(laptop: Machine, loan: str) -> None:
    rows = [["XD-1", "归还本金", "2018-12-01", 5000, 6, ""], ["XD-1", "展期", "2018-12-02", "", 6, "4.75%"]]
    done = take(laptop.desk, {"还款与变更": [EVENTS, *rows]})
    assert [(fault.row, fault.column, fault.reason) for fault in done.refused] == [(2, "续贷或展期月数", "not_asked")]
    assert [event["kind"] for event in all_of(laptop.desk, "loan_event")] == ["extended"]
    assert reason(done.refused[0], words("zh_CN")) == (
        "只有“事项”是 续贷、展期 时才填这一栏。请把这一栏留空，或先改“事项”。"
    )
    done = take(laptop.desk, {"还款与变更": [EVENTS, ["XD-1", "归还本金", "2018-12-01", 5000, "", 0]]})
    assert done.refused == []


def test_whoever_decides_anew_loses_nothing_that_was_typed_and_can_mend_it_one_field_at_a_time(
    laptop: Machine, loan: str
) -> None:
    event = laptop.put("loan_event", None, None, loan=loan, kind="extended", on="2018-12-01", months=6, reason="冰雹")
    laptop.put("loan_event", event, None, kind="repaid")
    stands = laptop.get("loan_event", event)
    assert (stands["kind"], stands["months"], stands["reason"]) == ("repaid", 6, "冰雹")
    assert why_not(laptop, event, months=7) == [("months", "not_asked")]
    laptop.put("loan_event", event, None, amount_fen=100)  # what stood so is in nobody's way
    put_records(laptop.desk, "loan_event", json.dumps(laptop.get("loan_event", event) | {"reason": None}).encode())
    laptop.put("loan_event", event, None, months=None)
    assert [*not_asked(KINDS["loan_event"].cls, laptop.get("loan_event", event))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_names_the_field_that_decides_and_what_it_is_for(language: str) -> None:
    spoken = words(language)
    for kind, name, deciding, _other in depending():
        sentence = spoken.refused("not_asked", kind, name)
        only = KINDS[kind].fields[name].field.only
        assert only is not None
        codes = KINDS[kind].fields[deciding].field.codes or ""
        wanted = [spoken.field(kind, deciding), *(spoken.code(codes, code) for code in only[1])]
        assert all(spoken.apart(each) in sentence for each in wanted), sentence
        assert "{" not in sentence
