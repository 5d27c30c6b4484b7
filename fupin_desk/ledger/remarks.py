"""Rows of a table that are no record: sums, who filled the form in, pages, and lines between the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.typed import narrow
from fupin_desk.ledger.vocabulary import BRACKETS, words_of


def no_record(cells: Sequence[Raw]) -> str | None:
    """Return why a row that reads so is no record: a sum, or who filled the form in."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    first = next((cell for cell in cells if str(cell).strip()), None)
    sums = words_of("rows", "totals")
    if any(_word(text) in sums for text in texts):
        return "totals"
    if not isinstance(first, str):
        return None
    before, colon, _after = narrow(first).partition(":")
    parts = (BRACKETS.sub("", before), first.split()[0])
    if SUM.match(narrow(first)) or any(_word(part) in sums for part in parts):
        return "totals"
    signs = words_of("rows", "footers") | (words_of("rows", "signed_for") if colon else frozenset())
    names = {fold(part).rstrip("0123456789") for part in parts}
    return "footer" if names & signs or (SEALED.search(narrow(first)) and len(texts) <= FEW) else None


FEW = 3
"""Texts at most in a row that somebody signs."""
SUM = re.compile(
    r"(?:以上|全村|全组|本页|本村|本组)?(?:共计?|总共|合计|总计|小计|累计)\s*:?\s*\d+|\S{1,6}(?:小计|合计|总计)[:\s\d]*$|"
    r"(?:grand |sub)?total\b",
    re.IGNORECASE,
)
"""How a row of sums begins: 共12户, 一组小计, Total: 5 households."""
SEALED = re.compile(r"[(（](?:签字|签名|签章|盖章|公章|章)[)）]|.(?:签字|签名|签章|盖章|公章|手印)[:：]?$")
"""Where somebody signs or seals."""
LINE_BETWEEN = re.compile(r"^(?:以[下上]|其中|下列|本[村组表页])|.[村户组队社乡镇表册]:?$")
"""What a line between the rows says, and nobody is called: 上湾村, 以下为边缘户."""
PRINTED = re.compile(r"第\s*\d+\s*页.*|共\s*\d+\s*页|\d+\s*/\s*\d+|-\s*\d+\s*-|page\s*\d+.*", re.IGNORECASE)
"""What a printer puts below a page."""


def _word(text: str) -> str:
    return fold(text).rstrip("0123456789户人元")
