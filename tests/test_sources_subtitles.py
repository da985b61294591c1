"""Subtitles: the words of the cues, joined, each at its place in the file."""

from __future__ import annotations

from bisect import bisect_right

import pytest

from factcheck.errors import SourceError
from factcheck.sources.formats import reader_for

SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\n<i>At least</i> 1,7\n\n"
    "2\n00:00:03,100 --> 00:00:05,000 X1:10 X2:20\n{\\an8}00 people were\nkilled.\n\n"
    "3\n00:00:20,000 --> 00:00:22,000\n12 were &lt;hurt&gt; & 3 < 5.\n"
)
VTT = (
    "WEBVTT - 12 songs\n\nSTYLE\n::cue { color: #123456 }\n\nNOTE 99 cues\nand 98 more\n\nREGION\nid:7\n\n"
    "intro-5\n00:01.000 --> 00:03.000 line:0 position:20%\n<v Ann Lee>Some <c.loud>12</c> <00:02.000>men</v>\ncame.\n\n"
    "00:03.000 --> 00:04.000\n<v Bo Li>No, 14.\n"
)
LIVE = (
    "1\n00:00:01,000 --> 00:00:02,000\nThe mayor said\n\n2\n00:00:02,000 --> 00:00:03,000\nThe mayor said\n12 men came.\n\n"
    "3\n00:00:03,000 --> 00:00:04,000\n12 men came.\nIt rained.\n"
)
FILES = {
    "cues": ("a.srt", SRT, "At least 1,7 00 people were killed.\n\n12 were <hurt> & 3 < 5."),
    "web": ("a.vtt", VTT, "Some 12 men came.\n\nNo, 14."),
    "lines that roll up": ("a.srt", LIVE, "The mayor said 12 men came. It rained."),
    "speakers": ("a.srt", "1\n0:00:01,0 --> 0:00:02,0\n- Is it 12?\n- It is 14.\n", "- Is it 12?\n\n- It is 14."),
    "a number that is said": ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n1,700\n", "1,700"),
    "line ends of all sorts": ("a.srt", SRT.replace("\n", "\r\n"), "At least 1,7 00 people were killed.\n\n12 were <hurt> & 3 < 5."),
    "no blank at the end": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n12 men", "12 men"),
    "a note among the words": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNOTE that 12 men came.\n", "NOTE that 12 men came."),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_of_subtitles(name):
    place, text, expected = FILES[name]
    assert reader_for(place)(text.encode(), place).text.strip() == expected


@pytest.mark.parametrize("text", [SRT, VTT])
def test_every_word_is_found_at_its_place_in_the_file(text):
    read = reader_for("a.vtt")(text.encode(), "a.vtt")
    lines = text.split("\n")
    starts = [run.start for run in read.origin]
    for offset, char in enumerate(read.text):
        if char.isalnum():
            run = read.origin[bisect_right(starts, offset) - 1]
            assert lines[run.line - 1][run.column - 1 + offset - run.start] == char


@pytest.mark.parametrize("text", ["12 men came.\n", "WEBVTT\n\nNOTE 12 men\n", "1\n00:00:01,000 --> 00:00:02,000\n\n"])
def test_a_file_without_cues_is_refused(text):
    with pytest.raises(SourceError, match=r"a\.srt: has no cue with words; expected lines of"):
        reader_for("a.srt")(text.encode(), "a.srt")
