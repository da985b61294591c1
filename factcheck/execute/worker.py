"""The other side of the pool: a process that works on one item after the other until nobody asks any more."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path
from typing import Any


def serve() -> None:
    """Answer each ``(work, item)`` on standard input with ``(done, result or error)`` on what was standard output, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; who has started this process decides when it ends
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # whatever prints must not stand among the answers
    questions = sys.stdin.buffer
    while (asked := _next(questions)) is not None:
        try:
            answers.write(answered(*asked))
            answers.flush()
        except BrokenPipeError:
            return


def answered(work: Any, item: Any) -> bytes:
    """What comes of an item as a pickle: whether it was done, and the result or the error."""
    try:
        return pickle.dumps((True, work(item)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        try:
            return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        except Exception:  # an error that cannot travel still says what it is
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")), pickle.HIGHEST_PROTOCOL)


def _next(questions: Any) -> Any:
    try:
        return pickle.load(questions)
    except EOFError:
        return None
