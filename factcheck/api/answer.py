"""The answer to a question about a story: yes or no, and the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    from factcheck.api.datings import DatingView
    from factcheck.api.views import FigureView


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """Yes or no with what it rests on: ``figures`` (or datings) decided it, ``message`` says so in sentences with their places."""

    yes: bool
    message: str
    figures: tuple[FigureView | DatingView, ...] = ()

    def __bool__(self) -> bool:
        return self.yes

    def __repr__(self) -> str:
        first = self.message.partition("\n")[0].rstrip(":")
        told = "; ".join(f"{f.spot} “{f.phrase}”" for f in self.figures[:3])
        return screen(f"<{'yes' if self.yes else 'no'}: {first.removeprefix('no: ')}{' — ' + told if told else ''}>")


def demand(answer: Answer) -> None:
    """Insist on a yes.

    Raises:
        AssertionError: the answer is no; the message shows its sentences.
    """
    __tracebackhide__ = True
    if not answer:
        raise AssertionError(answer.message)
