"""A notice says in each of its languages what is written in it, and says of the rest that it is not."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices.finding import lines_of, notice_of
from fupin_desk.acts.notices.layout import sheet_of
from fupin_desk.acts.notices.snapshot import cells_of, facts_of
from fupin_desk.domain.errors import NoticeChangedError, PersonNamedError
from fupin_desk.domain.ids import village_id
from fupin_desk.paper.errors import UnmaskedOnPaperError
from fupin_desk.paper.sheet import PaperSheet, PaperTable, Paragraph, Phrase
from fupin_desk.words import words
from tests.acts.test_notices import ON, a_plan, agree, county, drafted, village
from tests.journeys.county import VILLAGE, Machine

__all__ = ["county", "village"]
ASSET, RULE, OUTSIDE = "قۇياش ئىستانسىسى", "ئائىلە بويىچە", "ناھىيەلىك ئىشخانا, 0999-9900000"


def plain(text: str) -> str:
    """Return a text without the signs that keep it apart."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def sheet(village: Machine, number: str) -> PaperSheet:
    with village.desk.vault.reading() as reader:
        notice = notice_of(reader, number)
        return sheet_of(notice, lines_of(reader, notice))


def said(sheet: PaperSheet, language: str) -> list[str]:
    """Return the paragraphs in a language."""
    paragraphs = [block.words for block in sheet.blocks if isinstance(block, Paragraph)]
    return [plain(phrase.text) for phrases in paragraphs for phrase in phrases if phrase.language == language]


def only(kind: str, village: Machine) -> str:
    (record,) = village.ids(kind)
    return record


def a_contract(village: Machine, name: str, **others: Any) -> None:
    entity = village.put("entity", kind="cooperative", name=name, industries=["crops"], **others)
    contract = village.put("contract", terms="order", linkage="operating", since="2018-06-01", floor_price_fen=250)
    village.put("party", contract=contract, entity=entity, role="cooperative")


def test_what_is_written_in_uyghur_is_said_in_uyghur_and_beside_it_in_chinese(village: Machine) -> None:
    a_plan(village, "张三")
    village.put("asset", only("asset", village), name_ug=ASSET)
    village.put("distribution", only("distribution", village), rule_ug=RULE)
    village.put(
        "village", village_id(VILLAGE), objections_outside_ug=OUTSIDE, township="示例乡", township_ug="ئۈلگە يېزىسى"
    )
    paper = sheet(village, drafted(village))
    in_uyghur, in_chinese = "\n".join(said(paper, "ug")), "\n".join(said(paper, "zh_CN"))
    for text in (ASSET, RULE, OUTSIDE):
        assert text in in_uyghur
        assert text not in in_chinese
    for text in ("光伏电站", "按户", "示例县扶贫办, 0999-9900000"):
        assert text in in_chinese
        assert text not in in_uyghur
    assert [Phrase("示例乡", "zh_CN"), Phrase("ئۈلگە يېزىسى", "ug")] in [
        list(block.words) for block in paper.blocks if isinstance(block, Paragraph)
    ]


def test_what_is_only_in_chinese_is_marked_so_there_and_nowhere_else(village: Machine) -> None:
    a_plan(village, "张三")
    village.put("asset", only("asset", village), name_ug=ASSET)
    paper = sheet(village, drafted(village))
    only_chinese = plain(words("ug").say("notice.only_in.Hans", text="按户"))
    marked = [line for line in said(paper, "ug") if line.endswith(only_chinese.removeprefix("按户"))]
    assert len(marked) == 2, "the rule and where to object outside the village; not the asset, which is in Uyghur"
    assert any(only_chinese in line for line in marked)
    assert not any("只有" in line for line in said(paper, "zh_CN"))


def test_what_is_only_in_uyghur_is_marked_on_the_chinese_side(village: Machine) -> None:
    a_plan(village, "张三")
    village.put("distribution", only("distribution", village), rule=RULE)
    paper = sheet(village, drafted(village))
    assert f"分配办法：{RULE}（只有维吾尔文或哈萨克文）" in said(paper, "zh_CN")
    assert any(line.endswith(RULE) for line in said(paper, "ug"))


def test_a_village_without_a_name_in_a_language_says_so_in_its_title(village: Machine) -> None:
    a_plan(village, "张三")
    titled = {phrase.language: plain(phrase.text) for phrase in sheet(village, drafted(village)).title}
    assert "خەنزۇچىسى" not in titled["ug"]
    village.put("village", village_id(VILLAGE), name_ug=None)
    titled = {phrase.language: plain(phrase.text) for phrase in sheet(village, drafted(village)).title}
    assert "خەنزۇچىسى" in titled["ug"]
    assert "只有" not in titled["zh_CN"]


def test_an_entity_stands_in_its_column_by_its_name_in_each_language(village: Machine) -> None:
    a_contract(village, "甲合作社", name_ug="ئا كوپىراتىپى")
    a_contract(village, "乙合作社")
    paper = sheet(village, drafted(village, "register_of_linkages"))
    (table,) = (block for block in paper.blocks if isinstance(block, PaperTable))
    named = [tuple(phrase.text for phrase in row[2]) for row in table.rows]
    assert named == [("乙合作社",), ("甲合作社", "ئا كوپىراتىپى")]
    assert [total[2] for total in table.totals[:2]] == [row[2] for row in table.rows]
    note = "notice.names_as_written"
    assert words("ug").say(note) in said(paper, "ug")
    assert words("zh_CN").say(note) not in said(paper, "zh_CN")


def test_where_every_entity_has_a_name_in_the_language_there_is_no_note(village: Machine) -> None:
    a_contract(village, "甲合作社", name_ug="ئا كوپىراتىپى")
    assert words("ug").say("notice.names_as_written") not in said(
        sheet(village, drafted(village, "register_of_linkages")), "ug"
    )


def test_only_texts_in_the_notices_languages_are_frozen(village: Machine) -> None:
    a_plan(village, "张三")
    a_contract(village, "甲合作社", name_ug="ئا كوپىراتىپى", name_kk="ا كووپەراتيۆى")
    village.put("distribution", only("distribution", village), rule_ug=RULE, rule_kk="ٴۇي سايىن")
    plan, register = drafted(village), drafted(village, "register_of_linkages")
    with village.desk.vault.reading() as reader:
        facts = facts_of(notice_of(reader, plan))
        assert {name: text for name, text in facts.said.items() if name.startswith("rule.")} == {"rule.ug": RULE}
        (line,) = lines_of(reader, notice_of(reader, register))
        assert [name for name in cells_of(line) if name.startswith("entity")] == ["entity", "entity.ug"]


@pytest.mark.parametrize("field", ["rule_ug", "rule_kk"])
def test_nobody_is_named_in_any_language_who_has_not_agreed(village: Machine, field: str) -> None:
    a_plan(village, "张三")
    home = village.household("买买提明")
    village.put("member", home["member"], other_name="مەمەتئىمىن")
    village.put("distribution", only("distribution", village), None, **{field: "مەمەتئىمىن باشقۇرىدۇ"})
    number = drafted(village, "distribution_plan", "zh_CN", "ug", "kk_Arab")
    with pytest.raises(PersonNamedError) as stopped:
        notices.sign_notice(village.desk, number, ON)
    assert stopped.value.places == ["rule"]


def test_nobody_is_named_in_an_entitys_name_in_another_language(village: Machine) -> None:
    home = village.household("买买提明")
    village.put("member", home["member"], other_name="مەمەتئىمىن")
    a_contract(village, "甲合作社", name_ug="مەمەتئىمىن كوپىراتىپى")
    number = drafted(village, "register_of_linkages")
    with pytest.raises(PersonNamedError) as stopped:
        notices.sign_notice(village.desk, number, ON)
    assert stopped.value.places == ["entity"]


def test_the_offices_telephone_stands_in_every_language_and_no_other_number_in_any(village: Machine) -> None:
    a_plan(village, "张三")
    village.put("village", village_id(VILLAGE), objections_outside_ug="ئىشخانا, 0999-8800000")
    assert notices.sign_notice(village.desk, drafted(village), ON)
    with village.desk.writing() as work:  # a person could not type it
        work.save("distribution", only("distribution", village), {"rule_ug": "تېلېفون 13912345678"})
    with pytest.raises(UnmaskedOnPaperError):
        notices.sign_notice(village.desk, drafted(village), ON)


def test_a_text_changed_in_one_language_after_drafting_stops_the_signature(village: Machine) -> None:
    a_plan(village, "张三")
    number = drafted(village)
    village.put("distribution", only("distribution", village), rule_ug=RULE)
    with pytest.raises(NoticeChangedError):
        notices.sign_notice(village.desk, number, ON)


def test_who_agreed_is_named_in_every_language(village: Machine) -> None:
    a_plan(village, "张三")
    home = village.household("买买提明")
    agree(village, home["household"])
    village.put("distribution", only("distribution", village), rule_ug="买买提明")
    assert notices.sign_notice(village.desk, drafted(village), date(2018, 12, 3))
