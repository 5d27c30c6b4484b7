"""A text that is kept in each language, in a form."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.acts.records.commands import list_records
from tests.ui.hands import Hands
from tests.ui.test_form import Make, clerk, desk_of, folder

__all__ = ["clerk", "folder"]


def test_the_languages_of_a_text_stand_together_on_a_line_of_their_own(clerk: Hands) -> None:
    form = clerk.go("entities", "entity+").form
    line = form.boxes["name"].parentWidget()
    places = {
        name: line.layout().getItemPosition(line.layout().indexOf(box))[:2]
        for name, box in form.boxes.items()
        if box.parentWidget() is line
    }
    assert places == {"name": (0, 0), "name_ug": (0, 1), "name_kk": (0, 2), "name_en": (0, 3)}
    grid = form.arrangement.grid
    assert grid.getItemPosition(grid.indexOf(line))[1:] == (0, 1, form.columns)
    clerk.fill(form, name="红枣合作社", name_ug="چىلان كوپىراتىپى")
    assert list_records(desk_of(clerk), "entity")[0]["name_ug"] == "چىلان كوپىراتىپى"


def test_what_a_notice_may_be_about_is_called_in_the_language_of_the_window(hands: Make, folder: Path) -> None:
    who = hands("uyghur", "ug")
    who.unlock(folder)
    with desk_of(who).writing() as work:
        asset = work.save("asset", None, {"name": "光伏电站", "name_ug": "قۇياش ئېنېرگىيە ئىستانسىسى"})
        work.save("distribution", None, {"asset": asset.id, "year": 2018})
    drafting = who.go("notices").panels["drafting"]
    drafting.kind.setCurrentIndex(drafting.kind.findData("distribution_plan"))
    drafting.kind.activated.emit(drafting.kind.currentIndex())
    (offered,) = [drafting.about.itemText(place) for place in range(drafting.about.count())]
    assert "قۇياش ئېنېرگىيە ئىستانسىسى" in offered
    assert "光伏电站" not in offered


def test_a_long_name_pushes_nothing_out_of_the_window(hands: Make, folder: Path) -> None:
    who = hands("uyghur", "ug")
    who.unlock(folder)
    name = "ئۈلگە 1-كەنت چىلان تېرىش كەسپىي كوپىراتىپى ۋە شېرىكلىرى"
    with desk_of(who).writing() as work:
        contract = work.save("contract", None, {"terms": "order"}).id
        for _ in range(3):
            entity = work.save("entity", None, {"name": "红枣合作社", "name_ug": name}).id
            work.save("party", None, {"contract": contract, "entity": entity, "role": "enterprise"})
    page = who.go("contracts", contract)
    assert page.title.text().count(name) == 3
    assert page.minimumSizeHint().width() <= page.width()
