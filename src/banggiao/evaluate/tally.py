"""Counts of one kind of fact over any number of pages, and the numbers that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banggiao.evaluate.text import Row

#: What is counted, in the order in which it is reported.
COUNTED = ("text", "stories", "people", "events", "figures", "commitments", "sessions")
#: What the mean is taken over: everything but the characters of the text.
FACTS = COUNTED[1:]


@dataclass
class Tally:
    """Matched, expected and read; and for each detail how often it was right of how often it was asked.

    `expected` is a float: a missed fact that the gold calls minor weighs a quarter.
    """

    hit: int = 0
    expected: float = 0
    read: int = 0
    details: dict[str, tuple[int, int]] = field(default_factory=dict)

    def detail(self, name: str, right: bool) -> None:
        """Count one detail of one matched fact."""
        ok, asked = self.details.get(name, (0, 0))
        self.details[name] = (ok + bool(right), asked + 1)

    @property
    def precision(self) -> float:
        """How much of what was read is right; of nothing read, 1 if nothing was expected either."""
        return self.hit / self.read if self.read else float(not self.expected)

    @property
    def recall(self) -> float:
        """How much of what was expected was read; 1 if nothing was expected."""
        return self.hit / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def assign(
    golds: Sequence[Row], reads: Sequence[Row], likeness: Callable[[Row, Row], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of positions, the most alike first; among equals the earlier first."""
    scored = [
        (-score, g, r)
        for g, gold in enumerate(golds)
        for r, read in enumerate(reads)
        if (score := likeness(gold, read)) > 0
    ]
    golds_left, reads_left, pairs = set(range(len(golds))), set(range(len(reads))), []
    for _, g, r in sorted(scored):
        if g in golds_left and r in reads_left:
            golds_left.remove(g)
            reads_left.remove(r)
            pairs.append((g, r))
    return pairs
