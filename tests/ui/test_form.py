"""Forms: every field saves itself, what cannot be stays where it was typed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from fupin_desk.acts.desk import open_desk
from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.domain.languages import RIGHT_TO_LEFT
from fupin_desk.kinds import kind_spec
from fupin_desk.ui.forms.form import Form
from fupin_desk.ui.forms.references import ReferenceEditor
from fupin_desk.ui.navigation import NEW
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands, around

Make = Callable[..., Hands]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_village_desk(tmp_path / "desk").close()
    return tmp_path / "desk"


@pytest.fixture
def clerk(hands: Make, folder: Path) -> Hands:
    made = hands("clerk")
    made.unlock(folder)
    return made


def desk_of(who: Hands) -> Any:
    assert who.shell.frame is not None
    return who.shell.frame.session.desk


def households(who: Hands) -> list[dict[str, Any]]:
    return list_records(desk_of(who), "household")


def test_a_field_saves_itself_after_a_pause(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.type(page.form.boxes["group"].editor, "一组")
    assert not households(clerk)
    clerk.until(lambda: households(clerk))
    assert households(clerk)[0]["group"] == "一组"


def test_enter_saves_and_goes_on_to_the_next_field(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    box = page.form.boxes["group"]
    clerk.type(box.editor, "二组")
    QTest.keyClick(box.editor.focusProxy() or box.editor, Qt.Key.Key_Return)
    assert households(clerk)[0]["group"] == "二组"
    assert not (box.editor.focusProxy() or box.editor).hasFocus()


def test_what_a_record_is_not_complete_without_is_told_beside_its_field(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    missing = clerk.shell.words.say("window.missing_here")
    assert all(box.note.isHidden() for box in page.form.boxes.values())  # nothing is there that could be half
    clerk.fill(page.form, group="一组")
    notes = {name: box.note for name, box in page.form.boxes.items()}
    clerk.until(lambda: notes["status"].text() == missing)
    assert notes["group"].isHidden()
    assert notes["address"].isHidden()  # may be empty


def test_what_cannot_be_is_refused_at_its_field_stays_there_and_comes_back(clerk: Hands, folder: Path) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组", status_since="2018-02-30")
    box = page.form.boxes["status_since"]
    assert not box.refusal.isHidden()
    assert box.refusal.text() == clerk.shell.words.refused("date")
    assert box.editor.raw() == "2018-02-30"
    assert "status_since" not in households(clerk)[0]
    record = str(page.record)
    clerk.shell.lock()
    clerk.unlock(folder)
    again = clerk.go("households", record).form.boxes["status_since"]
    assert again.editor.raw() == "2018-02-30"
    assert not again.refusal.isHidden()


def test_a_code_is_kept_as_its_code_whatever_the_language(hands: Make, folder: Path) -> None:
    for language, status in (("ug", "lifted_out"), ("en", "other")):
        clerk = hands(language, language)
        clerk.unlock(folder)
        page = clerk.go("households", NEW)
        clerk.fill(page.form, status=status)
        assert status in {one.get("status") for one in households(clerk)}
        clerk.leave()


@pytest.mark.parametrize(
    ("typed", "kept"), [("1250.5", 125_050), ("1,250.50", 125_050), ("0.1", 10), ("12500000", 1_250_000_000)]
)
def test_money_typed_in_yuan_is_kept_in_fen_to_the_last_one(clerk: Hands, typed: str, kept: int) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    payments = clerk.belongings("payment")
    clerk.click(payments.add_button)
    assert payments.form is not None
    clerk.fill(payments.form, amount_fen=typed)
    assert list_records(desk_of(clerk), "payment")[0]["amount_fen"] == kept


def test_undo_puts_back_what_the_last_act_replaced(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    clerk.fill(page.form, group="三组")
    assert clerk.shell.frame is not None
    clerk.shell.frame.undo()
    assert households(clerk)[0]["group"] == "一组"
    assert page.form.boxes["group"].editor.raw() == "一组"


def test_fields_are_asked_for_when_another_field_makes_them_so(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, status="registered")
    assert page.form.boxes["lifted_out_on"].isHidden()
    clerk.fill(page.form, status="lifted_out")
    assert not page.form.boxes["lifted_out_on"].isHidden()


def test_what_is_asked_for_no_longer_stays_and_says_why(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, status="lifted_out", lifted_out_on="2018-05-01")
    box, words = page.form.boxes["lifted_out_on"], clerk.shell.words
    assert box.refusal.isHidden()
    clerk.fill(page.form, status="registered")
    assert not box.isHidden()
    assert box.refusal.text() == words.refused("not_asked", "household", "lifted_out_on")
    clerk.fill(page.form, status="lifted_out")
    assert box.refusal.isHidden()


def test_what_is_still_being_typed_is_kept_when_the_window_closes(clerk: Hands, folder: Path) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    clerk.type(page.form.boxes["address"].editor, "村东头")
    clerk.shell.close()
    desk = open_desk(around("other"), folder, "demo")
    assert list_records(desk, "household")[0]["address"] == "村东头"
    desk.close()


def test_what_was_typed_before_the_lights_went_out_is_there(clerk: Hands, folder: Path) -> None:
    """Nobody says goodbye: another process reads what the window had written, while the window still stands."""
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组", address="村东头")
    clerk.type(page.form.boxes["status_since"].editor, "2018-13-")
    clerk.until(lambda: page.form.sheet.drafts)
    desk = open_desk(around("other"), folder, "demo")
    found = list_records(desk, "household")[0]
    with desk.vault.reading() as reader:
        assert reader.draft("household", found["id"])["status_since"] == "2018-13-"
    assert (found["group"], found["address"]) == ("一组", "村东头")
    desk.close()


def test_searching_finds_by_initials_of_a_name(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    members = clerk.belongings("member")
    clerk.click(members.add_button)
    assert members.form is not None
    clerk.fill(members.form, name="张建国", relation="head")
    members.shut()
    assert clerk.shell.frame is not None
    clerk.type(clerk.shell.frame.search, "zjg")
    clerk.until(lambda: clerk.page.name == "households" and clerk.page.record.startswith("?"))
    assert clerk.page.table.model().rowCount() == 1


def stands_on(who: Hands) -> QWidget:
    found = who.shell.focusWidget()
    assert found is not None
    return found


def test_enter_goes_on_to_a_field_that_the_answer_just_asked_for(clerk: Hands) -> None:
    form = clerk.go("households", NEW).form
    clerk.fill(form, status="lifted_out")
    line = form.boxes["status_since"].editor.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert stands_on(clerk) is form.boxes["lifted_out_on"].editor.line


def test_enter_in_the_last_field_goes_on_past_the_form(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    plots = clerk.belongings("plot")
    plots.add()
    assert plots.form is not None
    line = plots.form.boxes["contracted_until"].editor.stops()[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert isinstance(stands_on(clerk), QPushButton)
    assert not plots.form.isAncestorOf(stands_on(clerk))


def test_what_was_typed_is_shown_as_it_is_kept_once_one_goes_on(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="  一组 ", status_since="2018年3月1日")
    assert page.form.boxes["group"].editor.raw() == "一组"
    assert page.form.boxes["status_since"].editor.raw() == "2018-03-01"


def test_the_number_the_desk_gives_is_shown_with_the_first_field_kept(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    assert page.form.boxes["number"].editor.raw() == households(clerk)[0]["number"]


def test_a_new_record_s_page_is_called_by_what_is_known_of_it_by_now(clerk: Hands) -> None:
    page = clerk.go("entities", "entity+")
    clerk.fill(page.form, name="红枣合作社")
    assert "红枣合作社" in page.title.text()


def test_enter_presses_the_button_one_stands_on(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    members = clerk.belongings("member")
    members.add_button.setFocus()
    QTest.keyClick(members.add_button, Qt.Key.Key_Return)
    assert members.form is not None


def with_contract(who: Hands, name: str) -> tuple[str, str]:
    """Make a household that is bound by a contract; return the ids of both."""
    desk = desk_of(who)
    household = put_record(desk, "household", {"group": name}).id
    contract = put_record(desk, "contract", {"terms": "lease"}).id
    put_record(desk, "party", {"contract": contract, "household": household, "role": "household"})
    return household, contract


def reference(form: Form, name: str) -> ReferenceEditor:
    editor = form.boxes[name].editor
    assert isinstance(editor, ReferenceEditor)
    return editor


def test_a_payment_on_a_household_s_page_is_offered_under_its_own_contracts_only(clerk: Hands) -> None:
    household, contract = with_contract(clerk, "一组")
    with_contract(clerk, "二组")
    clerk.go("households", household)
    payments = clerk.belongings("payment")
    payments.add()
    assert payments.form is not None
    editor = reference(payments.form, "contract")
    editor.line.setFocus()
    editor.offer("")
    offered = editor.line.completer().model()
    ids = [offered.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(offered.rowCount())]
    assert ids == [contract]


def test_a_share_of_income_is_paid_on_the_household_s_page(clerk: Hands) -> None:
    household, _contract = with_contract(clerk, "一组")
    desk = desk_of(clerk)
    distribution = put_record(desk, "distribution", {"year": 2018, "income_fen": 100_000}).id
    line = put_record(desk, "distribution_line", {"distribution": distribution, "household": household}).id
    clerk.go("households", household)
    payments = clerk.belongings("payment")
    payments.add()
    assert payments.form is not None
    reference(payments.form, "distribution_line").pick(line)
    clerk.fill(payments.form, amount_fen="400")
    (paid,) = list_records(desk, "payment")
    assert (paid["household"], paid["distribution_line"], paid["amount_fen"]) == (household, line, 40_000)


def test_an_agreement_that_was_taken_back_says_so_in_its_list(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组")
    consents = clerk.belongings("consent")
    consents.add()
    assert consents.form is not None
    clerk.fill(consents.form, to="contract", on="2018-03-01", withdrawn_on="2018-09-30")
    consents.shut()
    shown = consents.table.model()
    assert "2018-09-30" in [str(shown.index(0, place).data()) for place in range(shown.columnCount())]


def test_a_payment_under_a_contract_with_one_household_is_that_household_s(clerk: Hands) -> None:
    household, contract = with_contract(clerk, "一组")
    clerk.go("contracts", contract)
    payments = clerk.belongings("payment")
    payments.add()
    assert payments.form is not None
    assert not list_records(desk_of(clerk), "payment")
    clerk.fill(payments.form, amount_fen="400")
    assert list_records(desk_of(clerk), "payment")[0]["household"] == household


def test_what_is_suggested_can_be_changed_before_anything_is_kept(clerk: Hands) -> None:
    _household, contract = with_contract(clerk, "一组")
    clerk.go("contracts", contract)
    payments = clerk.belongings("payment")
    payments.add()
    assert payments.form is not None
    reference(payments.form, "household").line.clear()
    clerk.fill(payments.form, amount_fen="400")
    assert "household" not in list_records(desk_of(clerk), "payment")[0]


def test_what_cannot_be_in_a_new_belonging_is_found_again_on_its_household_s_page(clerk: Hands, folder: Path) -> None:
    """Not one field of it could be kept, so there is no record: the household must still know of it."""
    household = put_record(desk_of(clerk), "household", {"group": "一组"}).id
    clerk.go("households", household)
    plots = clerk.belongings("plot")
    plots.add()
    assert plots.form is not None
    clerk.fill(plots.form, area_centimu="三亩半")
    clerk.shell.lock()
    clerk.unlock(folder)
    today = clerk.go("today")
    said = clerk.shell.words.say("window.today.typed", kind=clerk.shell.words.kind("plot"), name="")
    clerk.click(next(one for one in today.findChildren(QPushButton) if one.text().startswith(said[:8])))
    assert (clerk.page.name, clerk.page.record) == ("households", household)
    plots = clerk.belongings("plot")
    begun = clerk.shell.words.say("window.begun", kind=clerk.shell.words.kind("plot"))
    clerk.click(next(one for one in plots.findChildren(QPushButton) if one.text() == begun))
    assert plots.form is not None
    assert plots.form.boxes["area_centimu"].editor.raw() == "三亩半"
    clerk.fill(plots.form, area_centimu="3.5")
    assert list_records(desk_of(clerk), "plot")[0]["household"] == household


def test_what_was_begun_and_cleared_again_leaves_nothing_behind(clerk: Hands) -> None:
    household = put_record(desk_of(clerk), "household", {"group": "一组"}).id
    clerk.go("households", household)
    plots = clerk.belongings("plot")
    plots.add()
    assert plots.form is not None
    clerk.fill(plots.form, area_centimu="三亩半")
    line = plots.form.boxes["area_centimu"].editor.stops()[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    plots.shut()
    with desk_of(clerk).vault.reading() as reader:
        assert reader.drafts() == []


def test_two_windows_that_write_one_field_are_told_of_the_dispute_at_once(
    clerk: Hands, hands: Make, folder: Path
) -> None:
    household = put_record(desk_of(clerk), "household", {"group": "一组"}).id
    other = hands("other")
    other.unlock(folder)
    here, there = clerk.go("households", household), other.go("households", household)
    clerk.fill(here.form, group="二组")
    other.fill(there.form, group="三组")
    assert there.form.boxes["group"].refusal.text() == clerk.shell.words.say("window.disputed_here")


@pytest.mark.parametrize("language", ["zh_CN", "ug", "kk_Arab"])
@pytest.mark.parametrize("name", ["status_since", "phone"])
def test_figures_and_days_stand_under_the_beginning_of_their_label(
    hands: Make, folder: Path, language: str, name: str
) -> None:
    clerk = hands(language, language)
    clerk.unlock(folder)
    form = clerk.go("households", NEW).form
    form.begin(name)
    editor = form.boxes[name].editor
    line = editor.stops()[0]
    if language in RIGHT_TO_LEFT:
        clerk.until(lambda: line.geometry().right() == editor.width() - 1)
    else:
        clerk.until(lambda: line.geometry().left() == 0)
    assert line.width() < editor.width()


def test_a_contract_asks_for_its_terms_own_fields_next_and_for_its_end_last(clerk: Hands) -> None:
    names = list(clerk.go("contracts", "contract+").form.boxes)
    assert names[-2:] == ["ended_on", "ended_why"]
    own = {
        name for name, spec in kind_spec("contract").fields.items() if spec.field.only and spec.field.only[0] == "terms"
    }
    after = names[names.index("terms") + 1 :]
    assert set(after[: len(own)]) == own
