"""A text that is kept in each language, in a form."""

from __future__ import annotations

from fupin_desk.acts.records.commands import list_records
from tests.ui.hands import Hands
from tests.ui.test_form import clerk, desk_of, folder

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
    grid = form.layout()
    assert grid.getItemPosition(grid.indexOf(line))[1:] == (0, 1, form.columns)
    clerk.fill(form, name="红枣合作社", name_ug="چىلان كوپىراتىپى")
    assert list_records(desk_of(clerk), "entity")[0]["name_ug"] == "چىلان كوپىراتىپى"
