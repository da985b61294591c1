"""The corpora with open files, each looked at anew after a change: a burst of keystrokes is one look, the latest wins, nothing stale is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.desk.corpora import MARKERS, Asked, Home, home
from factcheck.desk.look import Desk, Looked
from factcheck.pipeline import formats

PAUSE = 0.01  # seconds from a change to the look at it, in which further ones join it


@dataclass
class Round:
    """One corpus: what was asked for last, and what was found for it."""

    desk: Desk
    wanted: int = 0
    done: int = 0
    looked: Looked = field(default_factory=Looked)
    fresh: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Rounds:
    """All of them. ``opened`` tells which files are open, with their texts, ``show`` is given each corpus whose look is done."""

    def __init__(
        self,
        opened: Callable[[], Mapping[Path, str]],
        workspaces: Callable[[], Sequence[Path]],
        show: Callable[[Round | None], None],
        failed: Callable[[Exception], None],
        asked: Asked,
    ) -> None:
        self.asked = asked
        self.live: dict[Home, Round] = {}
        self._opened = opened
        self._workspaces = workspaces
        self._show = show
        self._failed = failed
        self._homes: dict[Path, Home] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="factcheck")  # one: a desk remembers, and Python runs one at a time

    def home(self, path: Path) -> Home:
        """The corpus of a file, looked up once until settings may have changed."""
        if path not in self._homes:
            self._homes[path] = home(path, self._workspaces())
        return self._homes[path]

    def change(self, path: Path) -> None:
        """A file that is open has changed, or has just been opened."""
        place = self.home(path)
        if place not in self.live:
            self.live[place] = Round(Desk(place, self.asked))
        self._again(self.live[place])

    def change_all(self) -> None:
        """Something outside of the open files has changed: which corpora there are is looked up anew, and each is looked at."""
        self._homes.clear()
        wanted = {self.home(path) for path in self._opened() if is_ours(path)}
        for gone in set(self.live) - wanted:
            self._drop(gone)
        for place in wanted:
            self.live.setdefault(place, Round(Desk(place, self.asked)))
            self._again(self.live[place])

    def _drop(self, place: Home) -> None:
        gone = self.live.pop(place)
        if gone.task is not None:
            gone.task.cancel()
        gone.fresh.set()  # whoever waits for it is told what there was
        self._show(None)

    def _again(self, state: Round) -> None:
        state.wanted += 1
        state.fresh.clear()
        if state.task is None or state.task.done():
            state.task = asyncio.get_running_loop().create_task(self._work(state))

    async def _work(self, state: Round) -> None:
        while state.done != state.wanted:
            await asyncio.sleep(PAUSE)
            wanted = state.wanted
            opened = dict(self._opened())
            try:
                looked = await asyncio.get_running_loop().run_in_executor(self._worker, state.desk.look, opened)
            except Exception as error:  # a bug of ours must not end the editor's session: it is told, and what was shown stays
                self._failed(error)
                looked = state.looked
            if wanted == state.wanted:
                state.looked, state.done = looked, wanted
                try:
                    self._show(state)
                except Exception as error:  # as above; requests wait for the end of this look
                    self._failed(error)
        state.fresh.set()

    async def settled(self, path: Path) -> Round | None:
        """The corpus of an open file once it was looked at as it stands now; None for a file of none."""
        while True:
            state = self.live.get(self.home(path))
            if state is None or state.done == state.wanted:
                return state
            await state.fresh.wait()

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)


def is_ours(path: Path) -> bool:
    """Whether a file can be a source, or says which files are."""
    name = path.name.lower()
    suffixes = tuple(suffix for row in formats()[0] for suffix in row.suffixes)
    return name in MARKERS or name.endswith(suffixes)
