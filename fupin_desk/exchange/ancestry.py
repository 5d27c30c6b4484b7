"""Which change has seen which, in one stream.

A stream is nearly a line: long chains with few forks. So a change is kept as its place in a chain, and only the start
of a chain knows what it follows; a question walks over chains, not over changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Ancestry:
    """A graph of changes, told parents first."""

    def __init__(self, edges: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        """Take each change with its parents; parents that were not told are as if they were not there."""
        self._places: dict[str, tuple[int, int]] = {}
        self._lengths: list[int] = []
        self._starts: list[list[tuple[int, int]]] = []
        for digest, parents in edges:
            self.add(digest, parents)

    def __contains__(self, digest: str) -> bool:
        return digest in self._places

    def add(self, digest: str, parents: Sequence[str]) -> None:
        """Take one more; one that is there already changes nothing."""
        if digest in self._places:
            return
        above = [self._places[parent] for parent in parents if parent in self._places]
        if len(above) == 1:
            chain, place = above[0]
            if place == self._lengths[chain] - 1:
                self._lengths[chain] += 1
                self._places[digest] = (chain, place + 1)
                return
        self._places[digest] = (len(self._starts), 0)
        self._starts.append(above)
        self._lengths.append(1)

    def seen_by(self, earlier: str, later: str) -> bool:
        """Whether ``later`` comes after ``earlier``; no change comes after itself."""
        if earlier == later or earlier not in self._places or later not in self._places:
            return False
        wanted, least = self._places[earlier]
        chain, place = self._places[later]
        if chain == wanted:
            return place > least
        asked = {chain}
        waiting = [chain]
        while waiting:
            for above, place in self._starts[waiting.pop()]:
                if above == wanted and place >= least:
                    return True
                # A chain that began before the wanted one did cannot have begun after anything in it.
                if above > wanted and above not in asked:
                    asked.add(above)
                    waiting.append(above)
        return False
