"""Front matter, case by case: what is read of it, where that stands, and what is wrong with it; components in Markdown."""

from __future__ import annotations

import json
from bisect import bisect_right

import pytest

from factcheck.model import About, Position
from factcheck.pipeline import extract_all, read, unjudged
from factcheck.report import render
from factcheck.sources import markdown, mdx

CASES = {
    "none": ("Some 12 men.", "Some 12 men.", ()),
    "yaml": (
        "---\ntitle: Toll rises to 1,700\ndescription: 'The north, café'\ndraft: false\n---\nSome 12 men.",
        "Toll rises to 1,700\n\nThe north, café\n\nSome 12 men.",
        (),
    ),
    "folded": ("---\nsummary: >-\n  Some 12\n  men: gone.\n---\nIt ended.", "Some 12 men: gone.\n\nIt ended.", ()),
    "escaped": ('---\ntitle: "The \\u201cMary\\u201d has 12"\n---\nIt ended.', "The “Mary” has 12\n\nIt ended.", ()),
    "toml": (
        '+++\ntitle = "Toll rises to 1,700"\n[params]\ndescription = "9 men"\n+++\nSome 12 men.',
        "Toll rises to 1,700\n\nSome 12 men.",
        (),
    ),
    "a heading of its own": ("---\ntitle: Draft 99\n---\n\n# Toll rises\n\nSome 12 men.", "Toll rises\n\nSome 12 men.", ()),
    "a smaller heading": ("---\ntitle: Toll\n---\n## The north\nSome 12 men.", "Toll\n\nThe north\n\nSome 12 men.", ()),
    "lines of Windows": ("---\r\ntitle: Toll\r\n---\r\nSome 12 men.", "Toll\n\nSome 12 men.", ()),
    "a title that is a list": ("---\ntitle: [a]\ndescription: {a: b}\n---\nSome 12 men.", "a\n\nSome 12 men.", ()),
    "never closed": ("---\ntitle: Toll\n\nSome 12 men.", "title: Toll\n\nSome 12 men.", ()),
    "broken yaml": (
        "---\ntitle: [a\ndescription: The north\n---\nSome 12 men.",
        "The north\n\nSome 12 men.",
        ("front matter: title not read: not valid YAML: expected ',' or ']', but got '<stream end>'",),
    ),
    "an alias in itself": (
        "---\ntitle: &a [*a]\n---\nSome 12 men.",
        "Some 12 men.",
        ("front matter: title not read: an alias stands inside what it stands for",),
    ),
    "deep": ("---\ntitle: " + "[" * 9_000 + "\n---\nSome 12 men.", "Some 12 men.", ("front matter: title not read: nested too deeply",)),
    "broken toml": ("+++\ntitle = \n+++\nSome 12 men.", "Some 12 men.", ("front matter not read: not valid TOML: invalid value",)),
    "long": (
        "---\ntitle: Toll\n" + "a: b\n" * 20_000 + "---\nSome 12 men.",
        "Some 12 men.",
        ("front matter of more than 50,000 characters not read",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("reader", [markdown, mdx])
def test_what_is_read_of_front_matter(name, reader):
    page, text, notes = CASES[name]
    found = reader.read(page.encode(), "a.md")
    assert (found.text, found.notes) == (text, notes)


@pytest.mark.parametrize("name", ["yaml", "folded", "toml", "lines of Windows"])
def test_every_word_of_front_matter_is_found_at_its_place(name):
    page, text, _ = CASES[name]
    found = markdown.read(page.encode(), "a.md")
    starts, lines = [run.start for run in found.origin], page.split("\n")
    for offset, char in enumerate(text):
        if char.isalnum():
            run = found.origin[bisect_right(starts, offset) - 1]
            assert lines[run.line - 1][run.column - 1 + offset - run.start] == char


TOLD = {
    "date: 2026-03-10\nlang: en-GB\npublisher: Hill Wire": ("2026-03-10", "en-GB", "Hill Wire", About()),
    "date: 2026-03-10 14:30:00 +0100\nlastmod: 2026-03-11": (
        "2026-03-10T14:30:00+01:00",
        None,
        None,
        About(updated="2026-03-11"),
    ),
    "pubDate: '2026-03-10'\ncategories:\n- Sport\n- World\ncredit: North Agency": ("2026-03-10", None, None, About("", "", "Sport", "North Agency")),
    "published: true\ndate: 10 March\nlang: xx": (None, None, None, About()),
    "date: 2026-99-99": (None, None, None, About()),
}


@pytest.mark.parametrize("front", TOLD)
def test_what_front_matter_tells(front):
    found = markdown.read(f"---\n{front}\n---\nSome 12 men.".encode(), "a.md")
    assert (found.published, found.locale, found.outlet, found.about) == TOLD[front]


def test_the_title_is_a_headline_and_json_passes_on_what_is_told(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: Toll at 1,700\nsection: World\n---\nSome 12 men.")
    sources, skipped = read([str(tmp_path)])
    assert [(m.start, m.end, m.position) for m in sources[0].marks] == [(0, len("Toll at 1,700"), Position.HEADLINE)]
    [told] = json.loads(render("json", unjudged(extract_all(sources), skipped)))["sources"]
    assert (told["title"], told["section"], "credit" in told) == ("Toll at 1,700", "World", False)


COMPONENTS = {
    "a tag inside a word": ("peo<i>ple</i>", "people"),
    "attributes": ("Some <A b={1 > 2} c=\"}>\" d='>'>12</A> men.", "Some 12 men."),
    "a fragment": ("<>Some 12 men.</>", "Some 12 men."),
    "nested braces": ("Some{ `a ${b} }` /* } */ } 12 men.", "Some 12 men."),
    "a comment": ("Some {/* 9 */}12 men.", "Some 12 men."),
    "escaped": ("Some \\{12 men\\}.", "Some {12 men}."),
    "less than": ("3 < 4 and a <b and.", "3 < 4 and a <b and."),
    "never closed": ("Some {12 men.", "Some {12 men."),
    "prose": ("import duties rose\n\nexport of 12", "import duties rose\n\nexport of 12"),
    "a module": ("import A from 'a'\nexport const b = {\n  c: 9,\n}\n\nSome 12 men.", "Some 12 men."),
    "in code": ("`{9}` men\n\n~~~\n{9\n~~~\n\nSome 12 men.", "men\n\nSome 12 men."),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_components_are_no_text(name):
    page, text = COMPONENTS[name]
    assert mdx.read(page.encode(), "a.mdx").text.strip() == text
