"""Subtitles (.srt, .vtt): what is said, its cues joined. Numbers and times of cues, their settings and tags are no text.

A new paragraph begins where nothing is said for a while or somebody else speaks.
"""

from __future__ import annotations

import re
from html import unescape

from factcheck.errors import SourceError
from factcheck.sources.decoding import decode
from factcheck.sources.reading import Composer, Reading

SUFFIXES = (".srt", ".vtt")
SUMMARY = "subtitles: what is said, the cues joined"

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?\Z")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLOCKS = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?\Z")  # of WebVTT: nothing of them is shown
# Tags of both formats ("<i>", "<v Ann Lee>", "<00:01.500>") and of SubStation ("{\an8}"); what is "<" and no tag is text.
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,200}|[\d:.]{5,14})>|\{\\[^{}]{0,200}\}|&(?:#?\w{1,31});")
_SPEAKER = re.compile(r"[ \t]*(?:[-–—][ \t]|>>|<v[ .])")
_PAUSE = 3_000  # milliseconds without words behind which a new paragraph begins


def read(raw: bytes, place: str) -> Reading:
    """Return the words of subtitles; their lines are those of the file.

    Raises:
        SourceError: it is empty, binary, in no known encoding, or has no cue with words.
    """
    text, notes = decode(raw, place)
    cues = _Cues(text)
    cues.read()
    if not cues.composer.text.strip():
        raise SourceError(place, "has no cue with words", expected='lines of "00:01:02,500 --> 00:01:04,000" with text below', remedy="take it out")
    return cues.composer.reading("subtitles", notes)


class _Cues:
    """The state of one pass over the lines."""

    def __init__(self, text: str) -> None:
        self.composer = Composer(text)
        self._inside = False  # of a cue, behind its times
        self._left_out = False  # of a block that is not shown
        self._until = 0  # when the cue before this one ended
        self._said: list[str] = []  # the lines of the cue before this one, and of this one
        self._saying: list[str] = []

    def read(self) -> None:
        """Go through the lines."""
        for match in _LINE.finditer(self.composer.original):
            line = match.group().rstrip("\r\n")
            times = _TIMES.match(line)
            if times:
                self._begin(*(int(part or 0) for part in times.groups()), at=match.start())
            elif not line.strip():
                self._inside = self._left_out = False
            elif not self._inside and _BLOCKS.match(line):
                self._left_out = True
            elif self._inside and not self._left_out:
                self._words(match.start(), match.start() + len(line))

    def _begin(self, *parts: int, at: int) -> None:
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (parts[:4], parts[4:]))
        if start - self._until > _PAUSE or start < self._until - _PAUSE:
            self.composer.end_block(at)
        self._until = end
        self._inside, self._left_out = True, False
        self._said, self._saying = self._saying, []

    def _words(self, start: int, end: int) -> None:
        """Add a line of a cue, unless the cue before has just said it: live subtitles show each line twice while they roll up."""
        composer, text = self.composer, self.composer.original
        line = text[start:end].strip()
        self._saying.append(line)
        if line in self._said:
            return
        if _SPEAKER.match(text, start, end):
            composer.end_block(start)
        else:
            composer.blank(start)
        at = start
        for mark in _MARKUP.finditer(text, start, end):
            composer.copy(at, mark.start())
            if mark.group().startswith("&"):
                composer.put(unescape(mark.group()), mark.start())
            at = mark.end()
        composer.copy(at, end)
