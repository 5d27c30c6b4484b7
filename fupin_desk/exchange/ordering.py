"""The order in which changes can be judged and taken: each after what it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def parents_first(graph: Mapping[str, Sequence[str]]) -> list[str]:
    """Return all changes of a graph so that each comes after those of its parents that are in it."""
    missing = {digest: sum(1 for parent in set(parents) if parent in graph) for digest, parents in graph.items()}
    children: dict[str, list[str]] = {}
    for digest, parents in graph.items():
        for parent in set(parents):
            if parent in graph:
                children.setdefault(parent, []).append(digest)
    ordered = [digest for digest, count in missing.items() if not count]
    for digest in ordered:  # grows while it is read
        for child in children.get(digest, ()):
            missing[child] -= 1
            if not missing[child]:
                ordered.append(child)
    return ordered
