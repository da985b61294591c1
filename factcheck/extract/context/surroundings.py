"""What stands around a sentence and holds for it where it says nothing itself: the dateline's place and day, the heading's, the sentence before's.

What is inherited is never put in the place of what the sentence prints: it has fields of its own and says where it is from.
"""

from __future__ import annotations

from datetime import date

from factcheck.extract.context import place_phrases, subjects, times
from factcheck.extract.context.speakers import printed
from factcheck.extract.tokens import Tokens
from factcheck.model import Inherited, Kind, Layout, Position, Source, Subject
from factcheck.tables.attribution import AttributionTable
from factcheck.tables.time import time_table
from factcheck.tables.words import Words

_LONGEST = 400  # characters of a sentence that are read for its subject
_ORIGIN = ("from ", "to ", "into ")  # where somebody came from or went, no place for the sentence behind
_HEAD = 12  # sentences of a source among which its body begins
_NEAR = 1  # sentences back from which a place or time is taken


def _counted(time: str) -> bool:
    """Whether a time is counted from another one, so that it says little to the next sentence: "two years ago", "a month after"."""
    last = time.rpartition(" ")[2].lower()
    return last in time_table().relative or last in time_table().counted_from


class Surroundings:
    """The state of one pass over one source: heading and dateline, and the last sentence that gave a place or a time."""

    __slots__ = (
        "_dated",
        "_dateline",
        "_heading",
        "_layout",
        "_lead",
        "_moment",
        "_published",
        "_read",
        "_scene",
        "_speech",
        "_subject",
        "_text",
        "_words",
        "first",
    )

    def __init__(self, source: Source, layout: Layout, words: Words, speech: AttributionTable, published: date | None) -> None:
        self._text = layout.of(source)
        self._layout = layout
        self._lead = next((n for n, s in enumerate(layout.sentences[:_HEAD]) if s.position is Position.BODY), -1)
        self._words = words
        self._speech = speech
        self._subject: tuple[int, Subject] | None = None  # sentence and subject of the last figure whose clause named one
        self._read: tuple[int, Subject | None] = (-1, None)  # the last sentence read for its subject alone
        self._published = published
        self._dateline = Inherited(layout.dateline, "dateline") if layout.dateline else None
        self._dated = Inherited(layout.dated, "dateline") if layout.dated else None
        self.first: Tokens | None = None  # the words of the first sentence, where they have been read
        self._heading: tuple[Inherited | None, Inherited | None] | None = None
        self._scene: tuple[int, str] | None = None  # sentence and place of the last figure that had one
        self._moment: tuple[int, str, str | None] | None = None

    def remember(self, sentence: int, place: str | None, time: str | None, day: str | None) -> None:
        """Keep what a figure's own sentence gives, for the sentence behind it."""
        if place is not None and not place.lower().startswith(_ORIGIN):
            self._scene = sentence, place
        if time is not None:
            self._moment = sentence, time, day

    def inherited(self, sentence: int, place: str | None, time: str | None, kind: Kind) -> tuple[Inherited | None, Inherited | None]:
        """Return the place and the time that a figure without one inherits: from the sentence before, the dateline, the heading.

        An age inherits neither: it is of a person, wherever and whenever.
        """
        scene = moment = None
        if kind is Kind.AGE:
            return None, None
        if place is None:
            near = self._scene is not None and sentence - self._scene[0] <= _NEAR
            scene = Inherited(self._scene[1], "sentence before") if near and self._scene is not None else self._in_lead(sentence)
        if time is None:
            near = self._moment is not None and sentence - self._moment[0] <= (0 if _counted(self._moment[1]) else _NEAR)
            moment = Inherited(self._moment[1], "sentence before", self._moment[2]) if near and self._moment is not None else self._dated
        if (scene is None and place is None) or (moment is None and time is None):
            headed = self._headed(sentence)
            scene = headed[0] if scene is None and place is None and self._leads(sentence) else scene
            moment = headed[1] if moment is None and time is None else moment
        return scene, moment

    def _in_lead(self, sentence: int) -> Inherited | None:
        """The dateline's place, in the sentence that it opens: further down a story it says where the reporter sat, seldom where things happened."""
        return self._dateline if self._dateline is not None and self._leads(sentence) else None

    def _leads(self, sentence: int) -> bool:
        """Whether a sentence is the first of the body."""
        return sentence == self._lead

    def subject(self, sentence: int, found: Subject | None, pronoun: bool) -> Subject | None:
        """Return whose figure it is: as found, or what its pronoun stands for, from the sentence before or the heading."""
        if found is not None and not pronoun:
            if found.how == "clause":
                self._subject = sentence, found
            return found
        if not pronoun or found is None:
            return None
        if self._subject is not None and sentence - self._subject[0] <= _NEAR and subjects.agrees(found, self._subject[1], self._words):
            named, known = self._subject
            known = known if named == sentence else Subject(known.text, known.span, "sentence before")
            self._subject = sentence, known
            return known
        before = self._subject_of(sentence - 1)
        if before is not None and subjects.agrees(found, before, self._words):
            how = "heading" if self._layout.sentences[sentence - 1].position is Position.HEADLINE else "sentence before"
            self._subject = sentence, Subject(before.text, before.span, how)
            return self._subject[1]
        return found if found.how != "age" else None

    def _subject_of(self, sentence: int) -> Subject | None:
        if sentence < 0:
            return None
        if self._read[0] != sentence:
            held = self._layout.sentences[sentence]
            tokens = Tokens(self._text, held.start, min(held.end, held.start + _LONGEST), lost=self._layout.lost_capitals)
            self._read = sentence, subjects.of_sentence(tokens, self._speech, self._words)
        return self._read[1]

    def _headed(self, sentence: int) -> tuple[Inherited | None, Inherited | None]:
        """Place and time of the heading; nothing for the heading itself."""
        if self._layout.sentences[sentence].position is Position.HEADLINE:
            return None, None
        if self._heading is None:
            self._heading = self._read_heading()
        return self._heading

    def _read_heading(self) -> tuple[Inherited | None, Inherited | None]:
        heading = self._layout.sentences[0] if self._layout.sentences else None
        if heading is None or heading.position is not Position.HEADLINE:
            return None, None
        tokens = self.first if self.first is not None else Tokens(self._text, heading.start, heading.end)
        table = time_table()
        place = place_phrases.first(tokens, 0, len(tokens), table, self._words)
        dated = not table.cores.isdisjoint(tokens.lower)
        time = times.first(tokens.lower, 0, len(tokens), table, self._published) if dated else None
        scene = Inherited(printed(tokens, place.start, place.end), "heading") if place is not None and place.named else None
        return scene, Inherited(printed(tokens, time.start, time.end), "heading", time.date) if time is not None else None
