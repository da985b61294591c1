"""What is kept in memory from one question to the next, up to a weight; what was asked for longest ago goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, together no heavier than ``room``, save that the newest always stays.

    >>> kept = Kept(5)
    >>> kept.put("a", "text a", 3); kept.put("b", "text b", 3)
    >>> kept.get("a"), kept.get("b")
    (None, 'text b')
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._weight = 0

    def get(self, key: K) -> V | None:
        """The value of a key, None where it is not held."""
        if key not in self._held:
            return None
        self._held.move_to_end(key)
        return self._held[key][0]

    def put(self, key: K, value: V, weight: int) -> None:
        """Hold a value and let go of the oldest that have no room beside it."""
        if key in self._held:
            self._weight -= self._held.pop(key)[1]
        self._held[key] = (value, weight)
        self._weight += weight
        while self._weight > self._room and len(self._held) > 1:
            _, (_, gone) = self._held.popitem(last=False)
            self._weight -= gone

    def ask(self, key: K, make: Callable[[], V], weight: int) -> V:
        """The value of a key, made where it is not held."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found, weight)
        return found
