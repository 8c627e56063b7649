"""Grouping by a symmetric relation: what is alike, directly or through others, is together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")


class Partition:
    """Which of `size` things are together. Joining is all one can do; the groups do not depend on its
    order."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        low, high = sorted((self.find(i), self.find(j)))
        self._parent[high] = low


def grouped(items: Sequence[T], alike: Callable[[T, T], bool]) -> list[list[T]]:
    """The groups, in the order of their first members; members in the order given."""
    partition = Partition(len(items))
    for i, j in combinations(range(len(items)), 2):
        if partition.find(i) != partition.find(j) and alike(items[i], items[j]):
            partition.join(i, j)
    groups: dict[int, list[T]] = {}
    for i, item in enumerate(items):
        groups.setdefault(partition.find(i), []).append(item)
    return list(groups.values())
