"""Items to the operators of a PDF page. Places come from the top, PDF counts from the foot."""

from __future__ import annotations

import math
from collections.abc import Iterator

import segno

from fupin_desk.paper.page.embed import FontShelf
from fupin_desk.paper.page.measures import PAGE_HEIGHT
from fupin_desk.paper.page.strips import CodeStrip, Item, RoundSeal, Stroke, TextStrip
from fupin_desk.paper.text.setter import PlacedText, SetLine

_RED = "0.8 0.05 0.05"
_KAPPA = 0.5522847498
"""Of a radius: how far the handles of four Bézier curves that make a circle reach."""


def operators(items: tuple[Item, ...], fonts: FontShelf) -> str:
    """All of a page."""
    drawn: list[str] = []
    for item in items:
        if isinstance(item, TextStrip):
            drawn += _text(item.line, item.x, PAGE_HEIGHT - item.y, fonts)
        elif isinstance(item, Stroke):
            ends = f"{_n(item.x)} {_n(PAGE_HEIGHT - item.y)} m {_n(item.to_x)} {_n(PAGE_HEIGHT - item.to_y)} l"
            drawn.append(f"{_n(item.weight)} w {ends} S")
        elif isinstance(item, RoundSeal):
            drawn += _seal(item, fonts)
        else:
            drawn.append(_code(item))
    return "\n".join(drawn)


def _n(value: float) -> str:
    """A number as short as a thousandth of a point allows."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def _text(line: SetLine, x: float, y: float, fonts: FontShelf) -> Iterator[str]:
    """A line's glyphs from left to right, a text object for each stretch of one font and height."""
    stretch: list[PlacedText] = []
    for glyph in line.glyphs:
        if stretch and (glyph.face is not stretch[0].face or abs(glyph.y - stretch[0].y) > 0.001):
            yield _stretch(stretch, x, y, line.size, fonts)
            stretch = []
        stretch.append(glyph)
    if stretch:
        yield _stretch(stretch, x, y, line.size, fonts)


def _stretch(glyphs: list[PlacedText], x: float, y: float, line_size: float, fonts: FontShelf) -> str:
    """One text object; glyphs that do not stand where the pen is are moved there."""
    font = fonts.font(glyphs[0].face)
    size = line_size * glyphs[0].face.scale
    pen = glyphs[0].x
    parts, codes = [], ""
    for glyph in glyphs:
        away = (pen - glyph.x) * 1000 / size
        if abs(away) > 0.6:
            parts += [f"<{codes}>", _n(round(away))] if codes else [_n(round(away))]
            codes = ""
            pen -= round(away) * size / 1000
        codes += f"{font.cid(glyph.glyph, glyph.text):04X}"
        pen += round(font.advance(glyph.glyph)) * size / 1000
    place = f"{_n(x + glyphs[0].x)} {_n(y + glyphs[0].y)}"
    return f"BT /{font.resource} {_n(size)} Tf {place} Td [{' '.join([*parts, f'<{codes}>'])}] TJ ET"


def _seal(seal: RoundSeal, fonts: FontShelf) -> Iterator[str]:
    """Two circles, a star, the name along the top and its second language along the foot."""
    x, y = seal.x, PAGE_HEIGHT - seal.y
    yield f"q {_RED} RG {_RED} rg"
    yield f"2.6 w {_circle(x, y, seal.radius - 1.3)} S 0.6 w {_circle(x, y, seal.radius - 4.2)} S"
    points = [
        (x + r * math.sin(at * math.pi / 5), y + r * math.cos(at * math.pi / 5))
        for at in range(10)
        for r in [seal.radius * (0.3 if at % 2 == 0 else 0.115)]
    ]
    yield " ".join(f"{_n(px)} {_n(py)} {'l' if at else 'm'}" for at, (px, py) in enumerate(points)) + " h f"
    for at, name in enumerate(seal.names):
        outer = seal.radius - 6
        yield from _arc(name, x, y, outer - name.size * 0.85 if at == 0 else outer - name.size * 0.3, at == 0, fonts)
    yield "Q"


def _circle(x: float, y: float, r: float) -> str:
    """A circle of four curves."""
    k = r * _KAPPA
    curves = [(r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0)]
    drawn = [" ".join(_n((x, y)[at % 2] + value) for at, value in enumerate(curve)) + " c" for curve in curves]
    return f"{_n(x + r)} {_n(y)} m " + " ".join(drawn)


def _arc(name: SetLine, x: float, y: float, radius: float, top: bool, fonts: FontShelf) -> Iterator[str]:
    """A line bent round the centre: its feet on the circle along the top, or along the foot with its heads inwards."""
    side = 1 if top else -1
    for glyph in name.glyphs:
        font = fonts.font(glyph.face)
        size = name.size * glyph.face.scale
        half = font.advance(glyph.glyph) * size / 2000
        angle = (glyph.x + half - name.width / 2) / radius
        sine, cosine = math.sin(angle), math.cos(angle)
        foot = radius + side * glyph.y
        left_x, left_y = x + foot * sine - half * cosine, y + side * (foot * cosine + half * sine)
        turned = f"{_n(cosine)} {_n(-side * sine)} {_n(side * sine)} {_n(cosine)} {_n(left_x)} {_n(left_y)} Tm"
        yield f"BT /{font.resource} {_n(size)} Tf {turned} <{font.cid(glyph.glyph, glyph.text):04X}> Tj ET"


def _code(code: CodeStrip) -> str:
    """A QR code as filled stretches of modules, with the quiet zone of four modules inside its side."""
    matrix = segno.make(code.content, error="m", micro=False, boost_error=False).matrix
    module = code.side / (len(matrix) + 8)
    left, top = code.x + 4 * module, PAGE_HEIGHT - code.y - 4 * module
    parts = []
    for row, modules in enumerate(matrix):
        at = 0
        while at < len(modules):
            end = at
            while end < len(modules) and modules[end]:
                end += 1
            if end > at:
                corner = f"{_n(left + at * module)} {_n(top - (row + 1) * module)}"
                parts.append(f"{corner} {_n((end - at) * module)} {_n(module)} re")
            at = max(end, at + 1)
    return " ".join(parts) + " f"
