"""Nobody registered stands in a notice's texts by name without having agreed to that kind of notice."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.acts import notices
from fupin_desk.acts.notices import names, naming
from fupin_desk.acts.notices.names import names_of
from fupin_desk.domain.errors import PersonNamedError
from fupin_desk.domain.ids import village_id
from tests.acts.test_notices import ON, agree
from tests.acts.test_open_numbers import PLACES, village, writes
from tests.journeys.county import VILLAGE, Machine
from tests.paper.ordinary import ORDINARY

__all__ = ["village"]
HAN = "张李王买提古丽阿依木江巴合艾力努尔"
UYGHUR = ("ئايگۈل مەمەت", "كېرىم", "قەيۇم ئەخمەت", "تۇرسۇنئاي")


def find(text: str, *registered: str) -> list[str]:
    return [found.name for found in names_of(registered).find(text)]


def stopped(village: Machine, kind: str) -> PersonNamedError:
    drafted = notices.draft_notice(village.desk, kind, ["zh_CN", "ug"], ON).number
    with pytest.raises(PersonNamedError) as refused:
        notices.sign_notice(village.desk, drafted, ON)
    assert notices.find_notice(village.desk, drafted).state == "drafted"
    return refused.value


@pytest.mark.parametrize("place", sorted(PLACES - {("distribution_plan", "member", "name")}), ids="-".join)
def test_a_registered_name_in_any_text_stops_the_notice_and_it_is_said_where(
    village: Machine, place: tuple[str, str, str]
) -> None:
    kind, record, field = place
    home = village.household("买买提明")
    village.put("member", home["member"], other_name="مەمەتئىمىن")
    write: Callable[[Machine, str], None] = writes(record, field)
    for text in ("会计买买提明说的", "ئىگىسى مەمەتئىمىن"):
        write(village, text)
        refused = stopped(village, kind)
        assert any(text in where for where in refused.where)
        assert refused.names == ["买买提明" if "买" in text else "مەمەتئىمىن"]


def test_a_name_of_which_each_word_is_in_another_of_its_scripts_stops_the_notice(village: Machine) -> None:
    home = village.household("阿依古丽·买买提")
    village.put("member", home["member"], other_name="ئايگۈل مەمەت")
    (plan,) = village.ids("distribution")
    for text in ("由阿依古丽·مەمەت经手", "مەمەت 阿依古丽", "ئايگۈل·买买提的地"):
        village.put("distribution", plan, rule=text)
        assert stopped(village, "distribution_plan").places == ["rule"]


def test_who_agreed_to_that_kind_of_notice_may_be_named_in_its_texts_and_on_no_other(village: Machine) -> None:
    home = village.household("买买提明")
    agree(village, home["household"])
    (plan,) = village.ids("distribution")
    village.put("distribution", plan, rule="买买提明经手，按户")
    drafted = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], ON).number
    assert notices.sign_notice(village.desk, drafted, ON)
    writes("contract", "number")(village, "买买提明-01")
    assert stopped(village, "register_of_linkages").places == ["number"]


def test_what_the_household_agreed_to_names_its_head_and_not_the_others(village: Machine) -> None:
    home = village.household("买买提明")
    village.put("member", household=home["household"], name="阿依夏木古丽", relation="spouse")
    agree(village, home["household"])
    (plan,) = village.ids("distribution")
    village.put("distribution", plan, rule="阿依夏木古丽经手")
    assert stopped(village, "distribution_plan").names == ["阿依夏木古丽"]


def test_where_one_of_two_namesakes_has_not_agreed_the_notice_stops(village: Machine) -> None:
    agree(village, village.household("买买提明")["household"])
    village.household("买买提明")
    (plan,) = village.ids("distribution")
    village.put("distribution", plan, rule="买买提明经手")
    assert stopped(village, "distribution_plan").places == ["rule"]


def test_an_entity_called_after_its_legal_person_is_public_and_after_anybody_else_is_not(village: Machine) -> None:
    village.household("买买提明")
    (entity,) = village.ids("entity")
    village.put("entity", entity, name="买买提明养殖合作社")
    assert stopped(village, "register_of_linkages").places == ["entity"]
    village.put("entity", entity, legal_person="买买提明")
    drafted = notices.draft_notice(village.desk, "register_of_linkages", ["zh_CN", "ug"], ON).number
    assert notices.sign_notice(village.desk, drafted, ON)


def test_the_lines_of_a_plan_still_stand_by_name_where_their_households_agreed(village: Machine) -> None:
    drafted = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], ON).number
    assert notices.sign_notice(village.desk, drafted, ON)


def test_the_offices_own_names_may_not_be_a_villagers_either(village: Machine) -> None:
    village.household("买买提明")
    village.put("village", village_id(VILLAGE), None, objections_to="村委会 买买提明 0991-1234567")
    assert stopped(village, "distribution_plan").places == ["objections_to"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("张三", "会计张三说的"),
        ("张三", "会计张　三，按户"),
        ("张三", "由张 三 经手"),
        ("张三", "HT-张三-001"),
        ("阿依古丽·买买提", "阿依古丽买买提的地"),
        ("阿依古丽买买提", "阿依古丽•买买提的地"),
        ("阿依古丽·买买提", "阿依古丽\n买买提"),
        ("ئايگۈل مەمەت", "ئىگىسى ئايگۈل مەمەتنىڭ ئېتىزى"),
        ("ئايگۈل مەمەت", "ئىگىسى: ايگول  مەمەت."),
        ("كېرىم", "بۇ كېرىمنىڭ"),
        ("كەرىم", "مۇلك کەریم"),
        ("Aygul Memet", "plot of AYGÜL memet, 2 mu"),
        ("高峰", "由高峰经手"),
        ("高峰", "高峰，13亩"),
        ("高峰", "找高峰"),
        ("张三", "由張三经手"),
        ("张三", "會計張三說的"),
        ("張後", "由张后经手"),
        ("马艳丽", "經手人：馬艷麗"),
        ("高峰", "由負責人高峯經手"),
        ("欧阳建国", "歐陽建國的地"),
        ("张三", "HT_张—三_01"),
        ("王建国", "王，建，国"),
        ("王建国", "王/建/国 2亩"),
        ("阿依古丽·买买提", "阿依古丽、买买提"),
        ("阿依古丽·买买提", "阿依古丽ꞏ买买提"),
        ("阿依古丽·买买提", "户主买买提·阿依古丽"),
        ("ئايگۈل مەمەت", "ئايگۈل، مەمەت"),
        ("ئايگۈل مەمەت", "مەمەت ئايگۈلنىڭ"),
        ("Aygul Memet", "MEMET, Aygul"),
        ("张三", "经手：张(三)"),
        ("张三", "张（三）经手"),
        ("张三", "张、三"),
        ("张三", "会计张，三。"),
        ("张三", "(张)三领取"),
        ("张三", "HT-张1三"),
        ("张三", "张叁经手"),
        ("欧阳建国", "欧阳1建国的地"),
        ("欧阳建国", "由欧阳（建国）经手"),
        ("欧阳建国", "欧阳：建国"),
        ("王小明", "王小、明 2亩"),
        ("王小明", "王a小b明"),
        ("阿依古丽·买买提", "阿依古丽2买买提的地"),
        ("张三", "ZHANG SAN"),
        ("张三", "HT-zhangsan-01"),
        ("张三", "Zhāng Sān's plot"),
        ("张三", "zhang1 san1"),
        ("王小明", "Xiao-Ming Wang"),
        ("欧阳建国", "Jianguo OUYANG"),
        ("单小龙", "Shan Xiaolong"),
        ("吕玉", "Lv Yu, 2 mu"),
        ("阿依古丽·买买提", "Maimaiti Ayiguli"),
        ("ئايگۈل مەمەت", "Aygül Memet"),
        ("باقىت ەربول", "Erbol Baqit"),
        ("付建", "Fu Jian"),
        ("张三", "张San"),
        ("张三", "会计张san经手"),
        ("张三", "由 zhang 三 领取"),
        ("张三", "Sān张"),
        ("张三", "HT-张san-01"),
        ("张三", "张 ＳＡＮ"),
        ("李力", "Li力"),
        ("王小明", "小明王"),
        ("王小明", "由小明王经手"),
        ("王小明", "小明·王的地"),
        ("王小明", "会计王小Ming说的"),
        ("王小明", "王Xiao明"),
        ("王小明", "小明Wang"),
        ("王小明", "Xiaoming 王"),
        ("李伟", "找伟李，2亩"),
        ("欧阳建国", "建国欧阳"),
        ("欧阳建国", "Ouyang建国"),
        ("欧阳建国", "欧阳 Jian Guo"),
        ("阿依古丽·买买提", "阿依古丽·Maimaiti"),
        ("阿依古丽买买提", "买买提阿依古丽"),
        ("阿依古丽买买提", "阿依古丽Maimaiti"),
        ("ئايگۈل مەمەت", "ئايگۈل Memet"),
        ("ئايگۈل مەمەت", "Aygül مەمەتنىڭ"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    assert find(text, name) == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("高峰", "用水高峰期"),
        ("高峰", "供电高峰时段"),
        ("向阳", "向阳村示例组"),
        ("金山", "资金山区补助"),
        ("张三", "情况紧张，三户"),
        ("马力", "大马，力气"),
        ("王", "王家庄"),
        ("林", "园林"),
        ("和平", "公开和平等自愿"),
        ("安全", "安全生产"),
        ("كېرىم", "كېرىمجان"),
        ("كېرىم", "ئابدۇكېرىم"),
        ("گۈل", "گۈل تېرىش"),
        ("Li Na", "Linane"),
        ("Sun", "100 kW sunny"),
        ("买买提", "阿依古丽·买买"),
        ("高山林", "位于高山，林地12亩"),
        ("张三", "第一张、三号"),
        ("张三", "扩张三倍"),
        ("张三", "纸张三千"),
        ("张三", "开张（三天）"),
        ("张三", "户数：张、三户"),
        ("李四", "行李四件"),
        ("马路", "修马路两条"),
        ("王家", "王家村"),
        ("方正", "方、正"),
        ("王小明", "王小，明年"),
        ("付建", "Fujian Road"),
        ("付民", "Fumin Co."),
        ("李安", "Lianhe"),
        ("李安", "lian"),
        ("吴门", "2 women"),
        ("张三", "三张"),
        ("路和平", "和平路12号"),
        ("王国庆", "国庆王家村"),
        ("高建国", "建国高级中学"),
        ("张三", "扩张 San Francisco"),
        ("张三", "张sanitary"),
        ("李安", "李AN1234"),
        ("李安", "李a"),
        ("王小明", "小明王府"),
        ("江东", "东江水"),
        ("ئايگۈل مەمەت", "نۇرئايگۈل Memet"),
    ],
)
def test_a_common_word_is_nobodys_name(name: str, text: str) -> None:
    assert find(text, name) == []


def test_a_hidden_name_is_found_beside_one_that_is_written_plainly() -> None:
    assert find("会计买买提明和张 三说的", "买买提明", "张三") == ["买买提明", "张三"]
    assert find("买买提明与 Zhang San", "买买提明", "张三") == ["买买提明", "张三"]


def test_of_two_names_in_one_place_the_longer_is_meant() -> None:
    assert find("由阿依古丽·买买提领取", "买买提", "阿依古丽·买买提") == ["阿依古丽·买买提"]


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(HAN, min_size=3, max_size=7), st.sampled_from(UYGHUR[:1] + UYGHUR[2:])),
    st.sampled_from(["资产：", "2018年", "ئىگىسى ", "(", ""]),
    st.sampled_from(["，按户", " 13亩", "。", ")", ""]),
)
def test_a_full_name_is_found_in_any_text(name: str, before: str, after: str) -> None:
    assert find(before + name + after, name) == [name]


def test_ten_thousand_names_cost_a_text_no_more_than_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: how often a name is held against a place of the text."""
    steps = 0
    judge = names._is_name

    def counted(*said: Any) -> bool:
        nonlocal steps
        steps += 1
        return judge(*said)

    monkeypatch.setattr(names, "_is_name", counted)
    surnames = [chr(0x4E00 + 37 * at) for at in range(100)]
    registered = [one + chr(0x5000 + place) + "提" for place in range(100) for one in surnames]
    texts = ["按户分配，由村民委员会经手，2018年度收入" + registered[at * 50] for at in range(200)]
    many, few = names_of(registered), names_of(registered[:10])
    assert sum(len(list(many.find(text))) for text in texts) == 200
    assert steps == 200
    assert max(map(len, many.by_beginning.values())) < 5
    assert [found.name for text in texts[:1] for found in few.find(text)] == registered[:1]


@pytest.mark.parametrize(
    ("one", "two", "cut"),
    [
        ("合作社 张", "三-001", True),
        ("由买买", "提明经手", True),
        ("Zhang", "San 01", True),
        ("扩张", "三队合作社", False),
    ],
)
def test_a_name_cut_over_two_fields_is_seen(one: str, two: str, cut: bool) -> None:
    found = list(naming._cut_over(names_of(["张三", "买买提明"]), one, two))
    assert bool(found) == cut


def test_a_name_cut_over_number_and_entity_of_one_line_stops_the_notice(village: Machine) -> None:
    village.household("买买提明")
    (entity,) = village.ids("entity")
    village.put("entity", entity, name="提明合作社")
    writes("contract", "number")(village, "HT-买买")
    refused = stopped(village, "register_of_linkages")
    assert refused.names == ["买买提明"]
    assert set(refused.places) == {"number", "entity"}


def test_nobody_is_taken_for_named_by_what_notices_ordinarily_say() -> None:
    """At most one text in a hundred, where a thousand people of common names are registered."""
    chance = random.Random(7)
    given = "伟芳敏静丽强磊军勇艳杰娟涛明秀霞平刚英华玉兰红建国文辉力志永健世广海山仁波宁贵福生龙元全胜学祥才新清富顺三"
    family = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋余叶程苏方白金石江"
    registered = [one + "".join(chance.sample(given, size)) for one in family for size in (1, 2) for _ in range(10)]
    looked_for = names_of(registered)
    assert sum(bool(list(looked_for.find(text))) for text in ORDINARY) * 100 <= len(ORDINARY)


def test_a_withdrawn_agreement_stops_the_text_too(village: Machine) -> None:
    home = village.household("买买提明")
    consent = agree(village, home["household"])
    (plan,) = village.ids("distribution")
    village.put("distribution", plan, rule="买买提明经手，按户")
    village.put("consent", consent, withdrawn_on="2018-12-02")
    assert stopped(village, "distribution_plan").names == ["买买提明"]


def test_who_is_named_in_a_text_and_took_it_back_since_the_signature_is_not_hung_up_either(village: Machine) -> None:
    consent = agree(village, village.household("买买提明")["household"])
    (plan,) = village.ids("distribution")
    village.put("distribution", plan, rule="买买提明经手，按户")
    drafted = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(village.desk, drafted, ON)
    village.put("consent", consent, withdrawn_on=ON.isoformat())
    with pytest.raises(PersonNamedError, match="买买提明"):
        notices.post_notice(village.desk, drafted, ON, "")
    assert notices.find_notice(village.desk, drafted).state == "signed"


def test_who_agreed_to_stand_on_one_plan_is_named_on_no_other(village: Machine) -> None:
    (plan,) = village.ids("distribution")
    home = village.household("买买提明")["household"]
    consent = agree(village, home)
    village.put("consent", consent, about=village.put("distribution", year=2017, income_fen=1, rule="按户"))
    village.put("distribution", plan, rule="买买提明经手")
    village.put("distribution_line", distribution=plan, household=home, amount_fen=5)
    drafted = notices.draft_notice(village.desk, "distribution_plan", ["zh_CN"], ON, plan).number
    assert all(
        "买买提明" not in cell for line in notices.notice_lines(village.desk, drafted) for cell in line.shown or ()
    )
    with pytest.raises(PersonNamedError, match="买买提明"):
        notices.sign_notice(village.desk, drafted, ON)
