"""Runs of text to glyphs by HarfBuzz."""

from __future__ import annotations

from typing import NamedTuple

import uharfbuzz as hb

from fupin_desk.domain.languages import BY_CODE, ENGLISH, script
from fupin_desk.paper.text.faces import Face


class Glyph(NamedTuple):
    """A glyph and what it stands for; lengths in thousandths of an em of the line's size."""

    face: Face
    glyph: int
    text: str
    """What it stands for; "" for a mark or a further part of the glyph before it in reading order."""
    start: int
    """Index of the first character it stands for, in the paragraph."""
    advance: float
    dx: float
    dy: float


class Run(NamedTuple):
    """Characters of one level and one font; ``start`` and ``end`` are indexes into the paragraph."""

    start: int
    end: int
    level: int
    face: Face


def runs(levels: list[int], faces: list[Face | None]) -> list[Run]:
    """Split a paragraph into runs; characters without a font belong to none."""
    runs: list[Run] = []
    for at, (level, face) in enumerate(zip(levels, faces, strict=True)):
        if face is None:
            continue
        last = runs[-1] if runs else None
        if last is not None and last.end == at and last.level == level and last.face is face:
            runs[-1] = last._replace(end=at + 1)
        else:
            runs.append(Run(at, at + 1, level, face))
    return runs


def shaped(points: list[int], run: Run, language: str) -> list[Glyph]:
    """The glyphs of one run, from left to right. ``points`` are the paragraph's, for joining across runs."""
    buffer = hb.Buffer()
    buffer.add_codepoints(points, item_offset=run.start, item_length=run.end - run.start)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.face.script
    buffer.language = BY_CODE.get(language, BY_CODE[ENGLISH]).shaped_as
    # The Latin of a Chinese font has quotation marks as wide as characters unless it is asked for its own.
    narrow = run.face.script == "Latn" and script(language) != "Hans"
    features = {"liga": False, "dlig": False, "calt": run.face.script == "Arab", "pwid": narrow}
    hb.shape(run.face.font, buffer, features)
    per_mille = run.face.scale * 1000 / run.face.upem
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    texts = _texts([info.cluster for info in infos], points, run)
    return [
        Glyph(
            run.face,
            info.codepoint,
            text,
            info.cluster,
            position.x_advance * per_mille,
            position.x_offset * per_mille,
            position.y_offset * per_mille,
        )
        for info, position, text in zip(infos, positions, texts, strict=True)
    ]


def _texts(clusters: list[int], points: list[int], run: Run) -> list[str]:
    """What each glyph stands for: the first one of a cluster in reading order has all of its characters."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], run.end], strict=True))
    order = range(len(clusters) - 1, -1, -1) if run.level % 2 else range(len(clusters))
    texts, seen = [""] * len(clusters), set()
    for at in order:
        cluster = clusters[at]
        if cluster not in seen:
            seen.add(cluster)
            texts[at] = "".join(map(chr, points[cluster : ends[cluster]]))
    return texts
