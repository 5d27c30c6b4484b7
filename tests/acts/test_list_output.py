"""A list leaves the window as it is seen there, with what it is and for whom; nothing LOCAL is ever on it."""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from fupin_desk.acts.views.list_output import AsSeen, as_text, print_list, write_list
from fupin_desk.acts.views.listing import name_of_column
from fupin_desk.kinds import KINDS
from fupin_desk.kinds.pages import PAGES
from fupin_desk.kinds.privacy import UNLISTED
from fupin_desk.policy.specs import Columns
from fupin_desk.words import words
from tests.acts.one_laptop import laptop
from tests.journeys.county import Machine

__all__ = ["laptop"]

HEAD = next(column for column in PAGES["household"].columns if name_of_column(column) == "head")


def seen(laptop: Machine, columns: Columns = ("number", HEAD, "group"), *said: str) -> AsSeen:
    homes = [laptop.household(name)["household"] for name in ("张伟", "ئەركىن", "安静")]
    return AsSeen(kind="household", columns=columns, ids=homes[::-1], said=said)


def test_no_column_of_any_list_is_local_or_told_of_one_record_at_a_time() -> None:
    for kind, spec in PAGES.items():
        for name in map(name_of_column, (*spec.columns, *spec.more)):
            assert (kind, name) not in UNLISTED
            assert name not in KINDS[kind].fields or not KINDS[kind].fields[name].local


def test_a_copied_list_has_these_records_in_this_order_and_a_line_for_each(laptop: Machine) -> None:
    asked = seen(laptop)
    laptop.put("household", asked.ids[0], group="一组\t二组")
    lines = as_text(laptop.desk, asked, words("zh_CN"), {}).split("\n")
    assert [line.split("\t")[1:] for line in lines[1:]] == [["安静", "一组 二组"], ["ئەركىن", "一组"], ["张伟", "一组"]]


def test_a_printed_list_says_what_it_is_of_what_it_leaves_out_and_that_it_names_people(
    laptop: Machine, tmp_path: Path
) -> None:
    for language in ("zh_CN", "ug"):
        out, say = tmp_path / f"{language}.pdf", words(language).say
        asked = seen(laptop, ("number", HEAD, "group"), "只看这些")
        assert print_list(laptop.desk, asked, words(language), {}, out) == 3
        with PdfDocument(out.read_bytes()) as pdf:
            (page,) = pdf
            text = page.get_textpage().get_text_range()
        for expected in ("安静", "张伟", "只看这些", laptop.desk.today().isoformat()):
            assert expected in text
        if language == "zh_CN":
            assert say("list.private").replace("，", "") in text.replace("，", "").replace("\r\n", "")


def test_an_amount_says_in_its_head_what_it_is_counted_in(laptop: Machine, tmp_path: Path) -> None:
    home = laptop.household("张伟")["household"]
    paid = laptop.put("payment", None, None, household=home, amount_fen=1234_50, paid_on="2018-12-01")
    out = tmp_path / "list.xlsx"
    write_list(
        laptop.desk, AsSeen(kind="payment", columns=("paid_on", "amount_fen"), ids=[paid]), words("zh_CN"), {}, out
    )
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert rows[-1] == ["2018-12-01", 1234.5]
    assert "元" in str(rows[-2][1])


def test_a_list_of_one_column_has_its_title_too(laptop: Machine, tmp_path: Path) -> None:
    write_list(laptop.desk, seen(laptop, ("group",)), words("zh_CN"), {}, tmp_path / "list.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[0] == [words("zh_CN").kinds("household")]
    assert rows[-3:] == [["一组"]] * 3
