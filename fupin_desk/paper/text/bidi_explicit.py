"""The first half of the Unicode bidirectional algorithm (UAX #9): explicit levels, isolating run sequences.

Rules are named as in UAX #9, so that code and standard can be read side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_DEPTH = 125
"""BD2."""
ISOLATE_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
"""X9: as good as not there."""


@dataclass(slots=True)
class Sequence:
    """An isolating run sequence (BD13) with the classes on either side of it (X10)."""

    indexes: list[int]
    level: int
    sos: str
    eos: str


@dataclass(slots=True)
class _Stack:
    """The directional status stack of X1 and its three counters."""

    entries: list[tuple[int, str, bool]]
    overflow_isolates: int = 0
    overflow_embeddings: int = 0
    valid_isolates: int = 0
    levels: list[int] = field(default_factory=list)

    def next_level(self, right_to_left: bool) -> int | None:
        """The next higher odd (right-to-left) or even level; ``None`` beyond the greatest depth or in an overflow."""
        level = self.entries[-1][0]
        level += (1 if level % 2 == 0 else 2) if right_to_left else (2 if level % 2 == 0 else 1)
        return level if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings else None


def paragraph_level(classes: list[str], matches: dict[int, int], start: int = 0, end: int | None = None) -> int | None:
    """P2 and P3: the level by the first strong character outside isolates, ``None`` where there is none."""
    at, end = start, len(classes) if end is None else end
    while at < end:
        if classes[at] == "L":
            return 0
        if classes[at] in ("R", "AL"):
            return 1
        at = matches.get(at, end) if classes[at] in ISOLATE_INITIATORS else at + 1
    return None


def matching_isolates(classes: list[str]) -> dict[int, int]:
    """BD9: each isolate initiator's matching PDI; initiators without one are absent."""
    opened: list[int] = []
    matches: dict[int, int] = {}
    for at, kind in enumerate(classes):
        if kind in ISOLATE_INITIATORS:
            opened.append(at)
        elif kind == "PDI" and opened:
            matches[opened.pop()] = at
    return matches


def explicit_levels(classes: list[str], base: int, matches: dict[int, int]) -> tuple[list[int], list[str]]:
    """X1–X8: a level for every character, and its class after overrides."""
    stack = _Stack([(base, "", False)])
    kinds = list(classes)
    for at, kind in enumerate(classes):
        level, override, _ = stack.entries[-1]
        if kind in ISOLATE_INITIATORS:
            _isolate(stack, kinds, at, matches)
        elif kind == "PDI":
            _pop_isolate(stack, kinds, at)
        elif kind in ("RLE", "LRE", "RLO", "LRO"):  # X2–X5
            stack.levels.append(level)
            _embed(stack, kind)
        elif kind == "PDF":  # X7
            stack.levels.append(level)
            _pop_embedding(stack)
        elif kind == "B":  # X8: ends the paragraph
            stack.levels.append(base)
        else:  # X6
            stack.levels.append(level)
            kinds[at] = override if override and kind != "BN" else kind
    return stack.levels, kinds


def _isolate(stack: _Stack, kinds: list[str], at: int, matches: dict[int, int]) -> None:
    """X5a–X5c."""
    level, override, _ = stack.entries[-1]
    stack.levels.append(level)
    kind = kinds[at]
    right_to_left = kind == "RLI"
    if kind == "FSI":
        right_to_left = paragraph_level(kinds, matches, at + 1, matches.get(at)) == 1
    if override:
        kinds[at] = override
    new = stack.next_level(right_to_left)
    if new is None:
        stack.overflow_isolates += 1
        return
    stack.valid_isolates += 1
    stack.entries.append((new, "", True))


def _pop_isolate(stack: _Stack, kinds: list[str], at: int) -> None:
    """X6a."""
    if stack.overflow_isolates:
        stack.overflow_isolates -= 1
    elif stack.valid_isolates:
        stack.overflow_embeddings = 0
        while not stack.entries[-1][2]:
            stack.entries.pop()
        stack.entries.pop()
        stack.valid_isolates -= 1
    level, override, _ = stack.entries[-1]
    stack.levels.append(level)
    if override:
        kinds[at] = override


def _embed(stack: _Stack, kind: str) -> None:
    """X2–X5."""
    new = stack.next_level(right_to_left=kind in ("RLE", "RLO"))
    if new is not None:
        stack.entries.append((new, {"RLO": "R", "LRO": "L"}.get(kind, ""), False))
    elif not stack.overflow_isolates:
        stack.overflow_embeddings += 1


def _pop_embedding(stack: _Stack) -> None:
    """X7."""
    if stack.overflow_isolates:
        return
    if stack.overflow_embeddings:
        stack.overflow_embeddings -= 1
    elif not stack.entries[-1][2] and len(stack.entries) > 1:
        stack.entries.pop()


def sequences(classes: list[str], levels: list[int], base: int, matches: dict[int, int]) -> list[Sequence]:
    """X9 and X10: the isolating run sequences, with what stands before and after each."""
    kept = [at for at, kind in enumerate(classes) if kind not in REMOVED]
    runs = _level_runs(kept, levels)
    run_at = {run[0]: number for number, run in enumerate(runs)}
    closers = set(matches.values())
    resolved = []
    for run in runs:
        if run[0] in closers:
            continue  # goes on with what its isolate initiator began
        chain = list(run)
        while chain[-1] in matches and matches[chain[-1]] in run_at:
            chain += runs[run_at[matches[chain[-1]]]]
        resolved.append(_bounded(chain, kept, classes, levels, base, matches))
    return resolved


def _level_runs(kept: list[int], levels: list[int]) -> list[list[int]]:
    """BD7."""
    runs: list[list[int]] = []
    for at in kept:
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _bounded(
    chain: list[int], kept: list[int], classes: list[str], levels: list[int], base: int, matches: dict[int, int]
) -> Sequence:
    """X10: sos and eos from the higher of the levels on either side of a boundary."""
    level = levels[chain[0]]
    first, last = _place(kept, chain[0]), _place(kept, chain[-1])
    before = levels[kept[first - 1]] if first else base
    unclosed = classes[chain[-1]] in ISOLATE_INITIATORS and chain[-1] not in matches
    after = base if unclosed or last + 1 == len(kept) else levels[kept[last + 1]]
    return Sequence(chain, level, "RL"[max(level, before) % 2 == 0], "RL"[max(level, after) % 2 == 0])


def _place(kept: list[int], at: int) -> int:
    """Where ``at`` stands among the kept characters (they are in order)."""
    low, high = 0, len(kept)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if kept[middle] < at else (low, middle)
    return low
