"""The relation to the head of a household as registers write it: 四子, 户主之妻, 01本人或户主, 养子或继子, 长子之妻.

Words are data (``codes.relation`` of the customary ones); here is how they are put together.

Always true:

* several words for one person are read only where all of them mean one code: 户主或配偶 is nobody for sure;
* the number before a word is not read: the lists that number relations (GB/T 4761, registers of the county) differ.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fupin_desk.domain.folding import fold
from fupin_desk.ledger.typed import narrow
from fupin_desk.ledger.vocabulary import codes_of, customary

NUMBERED = re.compile(r"^[(\[【]?\d{1,2}[)\]】]?[\s.、:\-_—]*(?=\D)|[\s\-_—]*[(\[【]?\d{1,2}[)\]】]?$", re.ASCII)
PARTED = re.compile(r"[或、,;/|及和()\[\]【】\n]+|\s+or\s+|\s+(?:ياكى|نە|نەمەسە)\s+")
OF_HEAD = re.compile(r"^(?:系|是)?(?:与)?(?:(?:户主|本人)(?:之|的)?|之|其)(?=.)")
"""Whose relation it is, which goes without saying."""
IN_ORDER = re.compile(r"^(?:第?[一二三四五六七八九十]|[长大次幺小独]|独生|老[大二三四五六七八九幺])(?:个)?(?=.)")
"""Which of several: 四子, 大女儿, 独生子."""
ORDERED = frozenset({"child", "child_in_law", "grandchild", "sibling"})
"""Relations of which there may be several."""
OTHERS = re.compile(
    r"^(?P<of>.+?)(?:之|的)(?P<own>.+)$|^(?P<child>.*[子女孙])(?P<spouse>[妻媳夫]|媳妇|配偶|丈夫|妻子)$"
)
SPOUSE_OF = {"child": "child_in_law"}
CHILD_OF = {"child": "grandchild", "spouse": "child"}
PARENT_OF = {"spouse": "parent", "parent": "grandparent"}
SIBLING_OF = {"child": "child"}
COMPOSED = {
    "spouse": SPOUSE_OF, "child": CHILD_OF, "parent": PARENT_OF, "sibling": SIBLING_OF, "child_in_law": {},
}  # fmt: skip
"""What a relation of a relation is (长子之妻), where the code list has a word for it; else it is another one."""


@lru_cache(maxsize=4096)
def relation_of(typed: str) -> str | None:
    """Return the code of a relation, None where it is none for sure."""
    plain = narrow(typed)
    whole = codes_of("relation").get(fold(plain))
    parts = [part for part in PARTED.split(NUMBERED.sub("", plain)) if fold(part)]
    if len(parts) < 2:
        return whole or (_one(parts[0]) if parts else None)
    codes = {_one(part) for part in parts}
    return whole if None in codes else codes.pop() if len(codes) == 1 else None


def unsure(typed: str) -> bool:
    """Return whether a word means one relation in registers and another in speech: 媳妇."""
    return fold(NUMBERED.sub("", narrow(typed))) in map(fold, customary()["relation"]["unsure"])


def _one(word: str) -> str | None:
    known, bare = codes_of("relation"), "".join(NUMBERED.sub("", word).split())
    for spelling in dict.fromkeys((word, bare, OF_HEAD.sub("", bare))):
        code = known.get(fold(spelling)) or _in_order(spelling) or _composed(spelling)
        if code is not None:
            return code
    return None


def _in_order(word: str) -> str | None:
    code = codes_of("relation").get(fold(IN_ORDER.sub("", word)))
    return code if code in ORDERED else None


def _composed(word: str) -> str | None:
    match = OTHERS.match(word)
    if match is None:
        return None
    first, then = match["of"] or match["child"], match["own"] or match["spouse"]
    of, own = (codes_of("relation").get(fold(word)) or _in_order(word) for word in (first, then))
    if of is None or own is None or "head" in (of, own):
        return None
    if not match["own"]:
        own = "spouse"
    return COMPOSED.get(own, {}).get(of, "other")
