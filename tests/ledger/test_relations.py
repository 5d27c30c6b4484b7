"""Relations to the head as registers write them: each one code for sure, or none."""

from __future__ import annotations

import pytest

from fupin_desk.ledger.answering import note_sentence
from fupin_desk.ledger.reading import read
from fupin_desk.ledger.relations import relation_of
from fupin_desk.words import words
from tests.ledger.made_up import xlsx

MEANT = {
    "head": "户主 本人 01本人或户主 02户主 1.户主 本人或户主 وتباسى-باسى وتباسىباسى",
    "spouse": "老伴 户主之妻 户主的妻子 户主妻子 10妻 10-妻 12、妻 配偶（妻） 妻(12) 之妻 老婆 ئايالى",
    "child": "四子 五子 六女 独子 独生女 继子 养子或继子 27养子或继子 大儿子 小女儿 户主之三女 独生子或长子 老三儿子 "
    "چوڭئوغلى ۇلكەن-ۇلى 之五子 妻之子",
    "child_in_law": "媳妇 儿媳 二女婿 长子之妻 次子媳妇 三子妻 女之夫 大儿媳 كېلىن كۈيئوغۇل",
    "grandchild": "长孙 长孙女 次孙 外孙女 子之子 次子之女 孙子、孙女或外孙子、外孙女 小孙子",
    "parent": "公公、婆婆 岳父 继母 57继父或养父 ئاپىسى 妻之父 丈母娘",
    "grandparent": "祖父母或外祖父母 姥姥 61祖父 父之父",
    "sibling": "三弟 大哥 弟、妹 兄弟姐妹 二妹 胞兄",
    "other": "侄子 侄女 93侄子 外甥 曾孙 孙媳 嫂子 弟媳 弟妹 45孙媳妇或外孙媳妇 其他(侄女) 小姨子 大伯 长孙之妻 妻之弟 "
    "47曾孙子或外曾孙子 非亲属",
}


@pytest.mark.parametrize(("code", "typed"), [(code, word) for code, said in MEANT.items() for word in said.split()])
def test_what_registers_write_is_read(code: str, typed: str) -> None:
    assert relation_of(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["户主或配偶", "户主/妻", "10", "老大", "子或侄", "户主（已故）", "二妻", "老子", "妻、子", "张三", "之", "三"],
)
def test_what_may_be_two_relations_or_none_is_not_guessed(typed: str) -> None:
    assert relation_of(typed) is None


def test_a_word_that_means_another_in_speech_is_read_as_registers_do_and_said_so() -> None:
    sheet = [["户编号", "姓名", "与户主关系"], ["1", "张三", "户主"], ["1", "王丽", "媳妇"]]
    [_head, wife] = read(xlsx({"花名册": sheet})).pages[0].rows
    assert wife.said["relation"] == "child_in_law"
    assert [(note.what, note.facts["typed"]) for note in wife.notes] == [("relation_read", "媳妇")]
    assert "儿媳" in note_sentence(wife.notes[0], words("zh_CN"))
