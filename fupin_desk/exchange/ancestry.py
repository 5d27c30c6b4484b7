"""Which change has seen which, in one stream.

A stream is nearly a line: long chains with few forks. So a change is kept as its place in a chain, and most questions
are answered by comparing two places. The others are asked together (``unseen``): one walk over the graph carries which
of the changes asked for lie behind, a bit for each. Whoever makes thousands of branches costs no more than a line does:
the walk is as long as the graph, once for every 4,096 changes asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

AT_ONCE = 4096
"""Changes asked for in one walk: half a kilobyte for each change on the way, at most."""


class Ancestry:
    """A graph of changes, told parents first."""

    def __init__(self, edges: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        """Take each change with its parents; parents that were not told are as if they were not there."""
        self._places: dict[str, tuple[int, int]] = {}
        self._lengths: list[int] = []
        self._edges: list[tuple[str, Sequence[str]]] = []
        for digest, parents in edges:
            self.add(digest, parents)

    def __contains__(self, digest: str) -> bool:
        return digest in self._places

    def add(self, digest: str, parents: Sequence[str]) -> None:
        """Take one more; one that is there already changes nothing."""
        if digest in self._places:
            return
        self._edges.append((digest, parents))
        above = [self._places[parent] for parent in parents if parent in self._places]
        if len(above) == 1:
            chain, place = above[0]
            if place == self._lengths[chain] - 1:
                self._lengths[chain] += 1
                self._places[digest] = (chain, place + 1)
                return
        self._places[digest] = (len(self._lengths), 0)
        self._lengths.append(1)

    def unseen(self, asked: Mapping[str, Collection[str]]) -> set[str]:
        """Return those changes that have not seen all that they are asked about: it does not lie behind them."""
        hard = {
            later: {earlier for earlier in earliers if not self._in_chain(earlier, later)}
            for later, earliers in asked.items()
        }
        digests = {
            later
            for later, earliers in hard.items()
            if later not in self._places or not earliers <= self._places.keys()
        }
        hard = {later: earliers for later, earliers in hard.items() if earliers and later not in digests}
        wanted = sorted({digest for earliers in hard.values() for digest in earliers})
        for start in range(0, len(wanted), AT_ONCE):
            digests |= self._walk({digest: 1 << at for at, digest in enumerate(wanted[start : start + AT_ONCE])}, hard)
        return digests

    def seen_by(self, earlier: str, later: str) -> bool:
        """Whether ``later`` comes after ``earlier``; no change comes after itself."""
        return later in self and earlier in self and not self.unseen({later: {earlier}})

    def _in_chain(self, earlier: str, later: str) -> bool:
        if earlier not in self._places or later not in self._places:
            return False
        (wanted, least), (chain, place) = self._places[earlier], self._places[later]
        return chain == wanted and place > least

    def _walk(self, bits: Mapping[str, int], asked: Mapping[str, Collection[str]]) -> set[str]:
        """Return those whose bits are not all behind them."""
        behind: dict[str, int] = {}
        digests: set[str] = set()
        for digest, parents in self._edges:
            mask = 0
            for parent in parents:
                mask |= behind.get(parent, 0)
            wanted = 0
            for earlier in asked.get(digest, ()):
                wanted |= bits.get(earlier, 0)
            if wanted & ~mask:
                digests.add(digest)
            mask |= bits.get(digest, 0)
            if mask:
                behind[digest] = mask
        return digests
