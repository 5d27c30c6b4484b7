"""Made-up identity, card and phone numbers for tests; identity numbers begin with 99, which is nowhere."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
OLD = (date(1900, 1, 1), date(1999, 12, 31))
"""Births that fifteen digits say: of no other century, whose 29 February may be no day of this one."""


@st.composite
def identities(draw: st.DrawFn) -> str:
    """18 characters with their check digit."""
    born = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2018, 12, 31)))
    digits = f"99{draw(st.integers(0, 9999)):04d}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[weighed % 11]


@st.composite
def old_identities(draw: st.DrawFn) -> str:
    """15 digits, from before 1999."""
    return f"99{draw(st.integers(0, 9999)):04d}{draw(st.dates(*OLD)):%y%m%d}{draw(st.integers(0, 999)):03d}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    """16 to 19 digits that pass Luhn's check."""
    body = "62" + draw(st.text("0123456789", min_size=13, max_size=16))
    total = sum((v - 9 if v > 9 else v) for at, d in enumerate(reversed(body)) for v in [int(d) * (2 - at % 2)])
    return body + str(-total % 10)


def mobiles() -> st.SearchStrategy[str]:
    """Eleven digits."""
    return st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def spaced(number: str, identity: bool = False) -> st.SearchStrategy[str]:
    """The number as people write it: plain, in groups, in full-width digits, with something invisible inside."""
    wide = number.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    forms = [number, wide, "\u200b".join(number), "\u2066" + number + "\u2069"]
    if identity and len(number) == 18:
        forms += [f"{number[:6]} {number[6:14]} {number[14:]}", f"{number[:6]}-{number[6:14]}-{number[14:]}"]
    if len(number) == 11:
        forms += [
            f"{number[:3]} {number[3:7]} {number[7:]}",
            f"{number[:3]}-{number[3:7]}-{number[7:]}",
            "+86 " + number,
        ]
    if len(number) == 16:
        forms.append(" ".join(number[at : at + 4] for at in range(0, 16, 4)))
    return st.sampled_from(forms)
