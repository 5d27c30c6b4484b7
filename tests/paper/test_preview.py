"""Pictures of pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from threading import Thread

import pytest
from PIL import Image

from fupin_desk.assets import fonts
from fupin_desk.paper.errors import PaperNotReadableError
from fupin_desk.paper.pdfium import opened
from fupin_desk.paper.preview import page_count, page_png
from fupin_desk.paper.readback import read
from fupin_desk.paper.render import render
from tests.paper.made_up import a_notice


def test_a_page_is_a_picture_of_a4_with_the_red_seal_on_it() -> None:
    pdf = render(a_notice("zh_CN", "ug"), fonts())
    assert page_count(pdf) == 1
    picture = Image.open(io.BytesIO(page_png(pdf, 0, 72))).convert("RGB")
    assert picture.size in ((595, 842), (596, 842))
    pixels = picture.tobytes()
    colours = set(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    assert any(red > 180 and green < 80 and blue < 80 for red, green, blue in colours)


def test_a_page_that_is_not_there_and_a_file_that_is_no_pdf_are_said() -> None:
    with pytest.raises(IndexError):
        page_png(render(a_notice("en"), fonts()), 9)
    with pytest.raises(PaperNotReadableError):
        page_png(b"no PDF", 0)


@pytest.mark.parametrize("look", [page_count, lambda pdf: page_png(pdf, 0), read], ids=["count", "draw", "read"])
def test_whoever_looks_into_a_pdf_waits_until_nobody_else_does(look: Callable[[bytes], object]) -> None:
    pdf = render(a_notice("en"), fonts())
    seen: list[object] = []
    other = Thread(target=lambda: seen.append(look(pdf)))
    with opened(pdf) as document:
        other.start()
        other.join(0.3)
        assert len(document) == 1
        assert seen == []
    other.join()
    assert len(seen) == 1
