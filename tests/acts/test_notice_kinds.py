"""A kind of notice is a spec and nothing else: those the program offers, and two that only these tests know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices.payments import payment_blocked
from fupin_desk.acts.notices.reciting import recited
from fupin_desk.domain.codes import CONSENT_PURPOSE, NOTICE_KIND
from fupin_desk.domain.disclosure import board_values
from fupin_desk.domain.errors import NoticeChangedError, PersonNamedError
from fupin_desk.domain.fields import Privacy
from fupin_desk.domain.record import Record
from fupin_desk.kinds import CODE_LISTS, KINDS
from fupin_desk.kinds.notices import SPECS, by_code
from fupin_desk.policy.dossier import Dossier
from fupin_desk.policy.notice_spec import LineSaid, NoticeColumn, NoticeSpec, Sentence
from fupin_desk.subjects.entity.records import Entity
from fupin_desk.subjects.household.records import Member
from fupin_desk.subjects.village.records import Village
from fupin_desk.words import LANGUAGES, words
from tests.acts.made_up_notices import offer
from tests.acts.test_notices import ON, a_plan, pages_of, text_of
from tests.journeys.county import County, Machine

PARTS = ("title", "lead", "totals", "no_names")


# ---- those that are offered


def test_every_kind_of_notice_that_is_offered_has_its_spec() -> None:
    assert list(SPECS) == list(NOTICE_KIND.codes)
    assert [spec.kind for spec in SPECS.values()] == list(SPECS)
    assert {spec.consent for spec in SPECS.values()} - {None} <= set(CONSENT_PURPOSE.codes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SPECS)
def test_a_spec_has_its_words_in_every_language(kind: str, language: str) -> None:
    spec, say = SPECS[kind], words(language)
    wanted = [spec.key(part) for part in PARTS] + [f"notice.column.{column.name}" for column in spec.columns]
    wanted += [f"code.notice_kind.{kind}", spec.counted]
    assert [key for key in wanted if not say.has(key)] == []
    for column in spec.columns:
        assert set(column.codes.values()) <= CODE_LISTS.keys()


@pytest.mark.parametrize("kind", SPECS)
def test_a_table_has_one_place_for_what_a_row_of_sums_is_called(kind: str) -> None:
    columns = SPECS[kind].columns
    assert [column.total for column in columns].count("label") == 1
    assert len({column.name for column in columns}) == len(columns)


# ---- one that only these tests know, about the village's entities


def entity_lines(of: Dossier[Village], _on: date) -> Iterator[LineSaid]:
    for entity in of.graph.all(Entity):
        name = {"entity_kind": entity.kind or ""} if entity.one_person else {"entity": entity.name or ""}
        seen = board_values(entity)
        yield LineSaid(None, (), {**name, "industries": "crops", "amount_fen": str(seen.get("capital_fen", 0))})


ENTITIES = NoticeSpec(
    kind="entities_supported",
    about=Village,
    lines=entity_lines,
    order=lambda cells: (-int(cells["amount_fen"]), cells.get("entity", "")),
    columns=(
        NoticeColumn(name="position", form="position", share=0.4),
        NoticeColumn(name="entity", form="party", shows=((Entity, "name"), (Entity, "kind")), total="label"),
        NoticeColumn(name="linkage", form="codes", codes={"industries": "industry"}, shows=((Entity, "industries"),)),
        NoticeColumn(name="amount", form="money", cell="amount_fen", shows=((Entity, "capital_fen"),), align="right"),
    ),
    sums=("amount_fen",),
    counted="notice.contracts",
    facts=lambda of, _on: {"rule": "按资金安排", "income_fen": sum(e.capital_fen or 0 for e in of.graph.all(Entity))},
    above=lambda said: [Sentence("notice.income", {"income_fen": said["income_fen"]})],
    keys={
        "title": "notice.title.distribution_plan",
        "lead": "notice.lead.register_of_linkages",
        "totals": "notice.totals.distribution_plan",
        "no_names": "notice.no_names.register_of_linkages",
    },
)
SHARED = replace(
    SPECS["distribution_plan"],
    kind="shared_out",
    owed=None,
    keys={part: f"notice.{part}.distribution_plan" for part in PARTS},
)
"""About a distribution, with names that rest on a consent to this kind alone; nothing is owed for it hangs."""


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two kinds beside those that are offered."""
    offer(monkeypatch, ENTITIES, SHARED)


@pytest.fixture
def county(tmp_path: Path, made_up: None) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(county: County) -> Machine:
    laptop = county.laptop("village")
    laptop.put("entity", kind="cooperative", name="红枣合作社", capital_fen=5_000_000, industries=["crops"])
    laptop.put("entity", kind="leader", name="李大户", capital_fen=100_000, industries=["crops"])
    return laptop


@pytest.mark.parametrize("languages", [["zh_CN", "ug"], ["kk_Arab"]])
def test_a_kind_made_up_here_is_drafted_laid_out_signed_and_verified(
    county: County, village: Machine, tmp_path: Path, languages: list[str]
) -> None:
    number = notices.draft_notice(village.desk, ENTITIES.kind, languages, ON).number
    (page, *_) = pages_of(notices.notice_paper(village.desk, number)[0])
    assert "红枣合作社" in page
    assert "李大户" not in page  # who is an entity alone is called by what they are
    assert all(amount in page for amount in ("50,000.00", "1,000.00", "51,000.00"))
    notices.sign_notice(village.desk, number, ON)
    out = tmp_path / "notice.pdf"
    assert notices.notice_pdf(village.desk, number, out)
    judged = notices.verify_notice(out, county.office.folder / "office.pem")
    assert (judged["valid"], judged["notice"]["kind"]) == (True, ENTITIES.kind)
    told = notices.check_notice(str(out), county.office.folder / "office.pem", desk=village.desk)
    assert (told["valid"], told["on_paper"]) == (True, {"lines": 2, "amount": "51,000.00"})
    notices.post_notice(village.desk, number, ON, "公示栏")
    notice = msgspec.to_builtins(notices.find_notice(village.desk, number))
    assert "51,000.00" in (recited("notice", "totals", notice, "zh_CN") or "")
    shown = [recited("notice_line", "shown", msgspec.to_builtins(line), "zh_CN")
             for line in notices.notice_lines(village.desk, number)]  # fmt: skip
    assert "红枣合作社" in str(shown[0])


def test_what_people_wrote_on_it_is_searched_for_names_and_what_changed_since_stops_it(village: Machine) -> None:
    village.household("张三丰")
    named = village.put("entity", kind="cooperative", name="张三丰合作社", capital_fen=1, industries=["crops"])
    number = notices.draft_notice(village.desk, ENTITIES.kind, ["zh_CN"], ON).number
    with pytest.raises(PersonNamedError):
        notices.sign_notice(village.desk, number, ON)
    village.put("entity", named, name="大枣合作社")
    with pytest.raises(NoticeChangedError):
        notices.sign_notice(village.desk, number, ON)


def test_a_name_rests_on_the_consent_to_that_kind_of_notice_and_no_other(village: Machine) -> None:
    lines = a_plan(village, "张三", "李四", agreed=1)
    home = village.get("distribution_line", lines["张三"])["household"]
    plan = text_of(notices.notice_paper(village.desk, draft(village, "distribution_plan"))[0])
    assert "张三" in plan
    assert "张三" not in text_of(notices.notice_paper(village.desk, draft(village, SHARED.kind))[0])
    agreed: dict[str, Any] = {"to": "notice_name", "asked_by": "测试人", "how": "signed", "on": "2018-11-20"}
    consent = village.put("consent", household=home, notice_kind=SHARED.kind, **agreed)
    number = draft(village, SHARED.kind)
    assert "张三" in text_of(notices.notice_paper(village.desk, number)[0])
    village.put("consent", consent, withdrawn_on="2018-12-02")
    with pytest.raises(NoticeChangedError) as stopped:
        notices.sign_notice(village.desk, number, ON)
    assert stopped.value.reason == "consent"


def test_only_a_kind_whose_lines_are_owed_lets_them_be_paid(village: Machine) -> None:
    lines = a_plan(village, "张三")
    line = lines["张三"]
    home = next(iter(village.ids("household")))
    agreed: dict[str, Any] = {"to": "notice_name", "asked_by": "测试人", "how": "signed", "on": "2018-11-20"}
    village.put("consent", household=home, notice_kind=SHARED.kind, **agreed)
    for kind, blocked in ((SHARED.kind, "not_posted"), ("distribution_plan", None)):
        number = draft(village, kind)
        notices.sign_notice(village.desk, number, ON)
        notices.post_notice(village.desk, number, ON, "公示栏")
        assert payment_blocked(village.desk, line) == blocked


def draft(village: Machine, kind: str) -> str:
    return notices.draft_notice(village.desk, kind, ["zh_CN"], ON).number


# ---- what cannot be


def test_a_line_shows_nothing_that_no_column_shows(village: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    leaking = replace(ENTITIES, lines=lambda of, on: [LineSaid(None, (), {"phone": "1", "amount_fen": "1"})])
    monkeypatch.setitem(SPECS, ENTITIES.kind, leaking)
    with pytest.raises(ValueError, match="no column"):
        draft(village, ENTITIES.kind)


def test_a_spec_that_sums_what_it_does_not_show_or_is_about_what_is_somebodys_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="no column shows"):
        replace(ENTITIES, sums=("due_fen",))
    with pytest.raises(ValueError, match="can be erased"):
        replace(ENTITIES, about=Member)
    with pytest.raises(ValueError, match="two kinds of notice are called"):
        by_code([ENTITIES, SHARED, replace(ENTITIES)])
    with pytest.raises(ValueError, match="sentence"):
        replace(ENTITIES, columns=(NoticeColumn(name="x", form="sentence", shows=((Entity, "name"),)),))


@pytest.mark.parametrize(
    "column",
    [(spec.cls, name) for spec in KINDS.values() for name, field in spec.fields.items()
     if field.field.privacy in (Privacy.PRIVATE, Privacy.LOCAL)],
)  # fmt: skip
def test_a_notice_that_shows_a_private_or_local_column_cannot_be_built(column: tuple[type[Record], str]) -> None:
    plan = SPECS["distribution_plan"]
    with pytest.raises(ValueError, match="no notice may show"):
        replace(plan, columns=(*plan.columns, NoticeColumn(name="x", form="text", shows=(column,))))


@pytest.mark.parametrize("form", ["name", "text", "masked"])
def test_a_nameless_notice_shows_no_column_of_a_person(form: Any) -> None:
    register = SPECS["register_of_linkages"]
    with pytest.raises(ValueError, match="no name stands"):
        replace(register, columns=(*register.columns, NoticeColumn(name="x", form=form, shows=((Member, "name"),))))
    with pytest.raises(ValueError, match="no name stands"):
        replace(SPECS["distribution_plan"], consent=None)
