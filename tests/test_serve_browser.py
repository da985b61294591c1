"""The page of ``factcheck serve`` in headless Chromium; skipped, with the reason, where there is none (see test_html_browser.py)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from html_corpus import large_story
from office_files import docx, p
from serving import DRAFT, WIRE, Serving, serving
from test_html_browser import WIDTHS, Browser, axe, window  # noqa: F401 - fixtures

OTHER = "Some 12 boats sailed, and 40 sailors with them.\n"
ENTER, ESCAPE, CONTROL = "\ue007", "\ue00c", "\ue009"


class Page(Browser):
    """A window with the page of a server in it."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser.driver, browser.folder)

    def load(self, server: Serving, *, size: tuple[int, int] = (1440, 900), dark: bool = False) -> None:
        self.size(*size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        self.driver.get(server.url)
        self.wait("document.documentElement.classList.contains('js')")

    def drop(self, where: str, **files: bytes | str) -> None:
        """Drop files (names with "__" for a dot) or, as ``text``, a text."""
        self._give("drop", where, [[n.replace("__", "."), list(f.encode() if isinstance(f, str) else f)] for n, f in files.items()])

    def paste(self, where: str, text: str) -> None:
        self._give("paste", where, [["text", list(text.encode())]])

    def _give(self, sort: str, where: str, files: list[list[Any]]) -> None:
        self.run(
            """const data = new DataTransfer(), to = document.querySelector(arguments[1]);
            for (const [name, bytes] of arguments[2])
              if (name === "text") data.setData("text/plain", new TextDecoder().decode(new Uint8Array(bytes)));
              else data.items.add(new File([new Uint8Array(bytes)], name));
            const event = arguments[0] === "paste" ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
            to.dispatchEvent(event)""",
            sort,
            where,
            files,
        )

    def write(self, text: str) -> None:
        """Put a text in place of the draft, as a paste into the editor does."""
        self.run("const d = document.querySelector('#draft'); d.focus(); d.select(); document.execCommand('insertText', false, arguments[0])", text)

    def marked(self, *expected: str) -> None:
        """Wait until the figures of the draft are underlined so: "257 contradicted"."""
        marks = "[...document.querySelectorAll('#mirror .fig')].map(f => `${f.textContent} ${f.classList[2]}`).join()"
        self.wait(f"{marks} === {json.dumps(','.join(expected))}")

    def sources(self, *expected: str) -> None:
        """Wait until these are the sources."""
        self.wait(f"[...document.querySelectorAll('#sources li b')].map(b => b.textContent).join() === {json.dumps(','.join(expected))}")

    def text(self, query: str) -> str:
        return self.run("return document.querySelector(arguments[0]).textContent", query)


@pytest.fixture
def page(window) -> Iterator[Page]:  # noqa: F811
    """The window; the page may not complain on the console, save of a server that is not there."""
    window.complaints()
    yield Page(window)
    told = ("ERR_CONNECTION_REFUSED", "403 (Forbidden)", "409 (Conflict)", "422 (Unprocessable")  # answers that the page understands
    grave = [c for c in window.complaints() if not any(t in c for t in told)]
    window.driver.get("about:blank")
    assert grave == []


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "wire.txt").write_text(WIRE)
    return folder


@pytest.fixture(scope="module")
def server(story, tmp_path_factory) -> Iterator[Serving]:
    with serving(story, baseline=tmp_path_factory.mktemp("kept") / "baseline.yaml") as running:
        yield running


@pytest.fixture(scope="module")
def empty() -> Iterator[Serving]:
    with serving() as running:
        yield running


def test_an_empty_desk(page, empty):
    page.load(empty)
    assert page.shown("#draft, #problem, #down") == ["draft"]
    assert page.text(".tally").strip().startswith("Nothing to compare")
    assert page.run("return document.styleSheets.length && getComputedStyle(document.querySelector('#mirror')).color") == "rgba(0, 0, 0, 0)"


def test_type_and_see_the_verdict(page, server):
    page.load(server)
    page.sources("wire.txt")
    page.one("#draft").send_keys("The crew rescued 275 passengers")
    page.marked("275 supported")
    page.one("#draft").send_keys(" from the ferry, and 3 boats")
    page.marked("275 supported", "3 unsupported")
    page.write(DRAFT)
    page.marked("257 contradicted")
    assert "contradicted" in page.one("#checklist li.tick .verdict").get_attribute("textContent")
    assert page.run("return document.activeElement.id") == "draft", "the cursor stays where one types"


def test_marks_move_with_the_text_until_the_next_check(page, server):
    page.load(server)
    page.write(DRAFT)
    page.marked("257 contradicted")
    moved = page.run(
        """const d = document.querySelector('#draft'); d.setSelectionRange(0, 0); document.execCommand('insertText', false, 'On Tuesday: ');
        return [...document.querySelectorAll('#mirror .fig')].map(f => f.textContent)"""
    )
    assert moved == ["257"]


def test_underlines_lie_below_their_words(page, server):
    page.load(server, size=(1200, 800))
    page.write("The crew rescued a great many people.\n\n" * 40 + DRAFT)
    page.marked("257 contradicted")
    sizes = page.run(
        """const [d, m] = ['#draft', '#mirror'].map(q => document.querySelector(q)), s = e => getComputedStyle(e);
        return [d.scrollHeight - d.clientHeight, m.getBoundingClientRect().height - d.getBoundingClientRect().height,
                s(d).font === s(m).font, s(d).padding === s(m).padding, d.getBoundingClientRect().left - m.getBoundingClientRect().left]"""
    )
    assert sizes == [0, 0, True, True, 0]
    page.run("document.querySelector('#tab-checklist').click(); document.querySelector('li.tick .pick').click()")
    box = "document.querySelector('{}').getBoundingClientRect()"
    mark, paper = box.format("#mirror .on"), box.format(".paper")
    page.wait(f"{mark}.top >= {paper}.top && {mark}.bottom <= {paper}.bottom")


def test_a_click_on_a_figure_shows_its_evidence(page, server):
    page.load(server)
    page.write(DRAFT)
    page.marked("257 contradicted")
    page.run("const d = document.querySelector('#draft'); d.setSelectionRange(18, 18); d.click()")
    assert page.text("#stage .kind").startswith("257")
    assert page.text("#stage h2").startswith("contradicted")
    assert page.shown("#stage .plot") != []
    assert page.run("return [...document.querySelectorAll('.source .fig.on')].filter(f => f.checkVisibility()).map(f => f.textContent)") == ["275"]
    assert page.run("return [...document.querySelectorAll('#mirror .on')].map(f => f.textContent)") == ["257"]


def test_drop_and_paste(page, empty):
    page.load(empty)
    page.drop(".draftbox", story__md="# Ferry\n\n" + DRAFT)
    page.wait("document.querySelector('#draft').value.startsWith('# Ferry')")
    assert page.text("#draft-name") == "story.md"
    page.drop(".sourcebox", wire__txt=WIRE, memo__docx=docx(p("The crew rescued 257 passengers from the ferry.")))
    page.sources("wire.txt", "memo.docx")
    page.marked("257 supported")
    page.drop("#sources", wire__txt=WIRE)
    page.sources("wire.txt", "memo.docx", "wire-2.txt")
    page.paste("body", OTHER)
    page.sources("wire.txt", "memo.docx", "wire-2.txt", "text-1.txt")
    page.drop("#panel", text=OTHER)
    page.sources("wire.txt", "memo.docx", "wire-2.txt", "text-1.txt", "text-2.txt")
    assert page.text("#source-count") == "5"


def test_a_text_is_added_in_its_dialog(page, empty):
    page.load(empty)
    page.one("#add-text").click()
    page.one("#text-dialog [name=name]").send_keys("wire")
    page.one("#text-dialog textarea").send_keys(WIRE)
    page.one("#text-dialog [value=add]").click()
    page.sources("wire")
    page.one("#add-text").click()
    assert page.one("#text-dialog textarea").get_attribute("value") == ""
    page.one("#text-dialog [value='']").click()
    assert page.shown("dialog") == []


def test_a_file_that_cannot_be_read(page, server):
    page.load(server)
    page.drop(".sourcebox", scan__png=b"\x89PNG", good__txt=OTHER)
    page.sources("wire.txt", "scan.png", "good.txt")
    assert "no reader for .png files" in page.text("#sources .bad")
    page.write(DRAFT)
    page.marked("257 contradicted")
    page.drop(".draftbox", scan__png=b"\x89PNG")
    page.wait("!document.querySelector('#problem').hidden")
    assert "no reader for .png files" in page.text("#problem")
    assert page.run("return document.querySelector('#draft').value") == DRAFT, "what stood there stays"


def test_a_source_taken_away_and_put_back(page, server):
    page.load(server)
    page.drop(".sourcebox", second__txt=OTHER)
    page.sources("wire.txt", "second.txt")
    page.write(DRAFT)
    page.marked("257 contradicted")
    page.one("[aria-label='Take away wire.txt']").click()
    page.sources("second.txt")
    page.marked("257 unsupported")
    assert page.run("return document.activeElement.getAttribute('aria-label')") == "Take away second.txt"
    page.one("[aria-label='Take away second.txt']").click()
    page.sources()
    page.one("#back").click()
    page.sources("wire.txt")
    page.marked("257 contradicted")


def test_keys_all_the_way(page, server):
    page.load(server)
    page.write(DRAFT + "\nA further 42 doctors were flown in, with 9 nurses.\n")
    page.marked("257 contradicted", "42 unsupported", "9 unsupported")
    page.type(ESCAPE)
    page.run("document.querySelector('#tab-checklist').click()")
    page.type("j")
    seen = "return document.activeElement.closest('li').id"
    assert page.run(seen) == "tick-s0-0"
    page.type("j")
    assert page.run(seen) == "tick-s0-t0", "a time of the draft stands in the list"
    page.type("j")
    assert page.run(seen) == "tick-s0-1"
    page.type("k", "k", ENTER)
    assert page.text("#stage h2").startswith("contradicted")
    page.type("y")
    page.wait("document.querySelector('#why-dialog').open")
    assert page.text("#why").startswith("contradicted · error · ")
    page.type(ESCAPE)
    page.type("e")
    assert page.run("return document.activeElement.id") == "draft"
    before = page.run("return document.querySelector('#draft').value.length")
    page.type("w")
    assert page.run("return document.querySelector('#draft').value.length") == before + 1, "letters are text in the editor"
    assert page.shown("#pairing") == []


def test_why_not_two_figures(page, server):
    page.load(server)
    page.write(DRAFT)
    page.marked("257 contradicted")
    page.type(ESCAPE, "w")
    assert page.text("#pairing span") == "Choose two figures"
    page.run("const d = document.querySelector('#draft'); d.setSelectionRange(18, 18); d.click()")
    assert page.text("#pairing span") == "And the second figure"
    page.run("document.querySelector('.source:not([data-draft]) .fig').click()")
    page.wait("document.querySelector('#why-dialog').open")
    assert "The match" in page.text("#why")
    assert page.shown("#pairing") == []
    page.type(ESCAPE)
    page.type("w", ESCAPE)
    assert page.shown("#pairing") == []


def test_boxes_stay_ticked_while_one_types(page, server):
    page.load(server)
    page.write(DRAFT)
    page.marked("257 contradicted")
    page.run("document.querySelector('#tab-checklist').click(); document.querySelector('li.tick input').click()")
    page.write("By the way: " + DRAFT + "A further 42 doctors were flown in.")
    page.marked("257 contradicted", "42 unsupported")
    assert page.run("return [...document.querySelectorAll('li.tick input')].map(i => i.checked)") == [True, False, False], (
        "the number, the day, the doctors"
    )
    assert page.shown(".list") == ["checklist"], "and the list that one looks at stays"


def test_where_nothing_can_be_written_nothing_offers_to_accept(page, story):
    with serving(story) as running:
        page.load(running)
        page.write(DRAFT)
        page.marked("257 contradicted")
        page.type(ESCAPE)
        page.type("j")
        page.wait("document.querySelector('#stage .acts')")
        assert "Accept" not in page.text("#stage .acts")
        assert "Why" in page.text("#stage .acts")
        page.type("a")
        assert page.shown("dialog, #problem") == ["problem"]
        assert page.text("#problem").startswith("to accept findings, start with --baseline")


def test_figures_that_nothing_was_compared_with_look_like_that(page, empty):
    page.load(empty)
    page.write(DRAFT)
    page.marked("257 untold")
    look = "const s = getComputedStyle(document.querySelector('#mirror .fig')); return [s.textDecorationStyle, s.textDecorationColor]"
    alone = page.run(look)
    page.drop(".sourcebox", wire__txt=WIRE)
    page.write(DRAFT.replace("257", "275"))
    page.marked("275 supported")
    supported = page.run(look)
    assert (alone[0], supported[0], alone[1] == supported[1]) == ("dotted", "solid", False)
    page.one("#sources li button").click()
    page.marked("275 untold")
    assert page.run(look) == alone


def test_a_time_is_underlined_by_its_severity(page, empty):
    page.load(empty)
    page.drop(".sourcebox", a__txt="The bridge at Orrin opened in 1987.\n")
    page.write("The bridge at Orrin opened in 1997.\n")
    page.wait("document.querySelector('#mirror .time.error')")
    look = "const t = document.querySelector('#mirror .time'); return getComputedStyle(t).textDecorationStyle"
    assert page.run(look) == "wavy"
    page.run("editor.mark([{ id: 's0-t0', start: 30, end: 34, status: '', worst: 'warning', accepted: false, time: true }])")
    assert page.run(look) == "dashed"


def test_accept_with_a_reason(page, story, tmp_path):
    baseline = tmp_path / "baseline.yaml"
    with serving(story, baseline=baseline) as running:
        page.load(running)
        page.write(DRAFT)
        page.marked("257 contradicted")
        page.type(ESCAPE)
        page.type("j", "a")
        assert page.shown("dialog") == ["accept-dialog"]
        page.type(ENTER)
        assert page.shown("dialog") == ["accept-dialog"], "no reason, no acceptance"
        page.type("two counts of two hours", ENTER)
        page.wait("!document.querySelector('#accept-dialog').open")
        page.wait("document.querySelectorAll('.finding').length === 0")
        assert page.run("return document.querySelector('li.tick input').checked"), "what is accepted is ticked"
        assert "accepted: two counts of two hours" in page.text("li.tick .pick")
    assert 'reason: "two counts of two hours"' in baseline.read_text()


def test_export(page, server, tmp_path):
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.load(server)
    page.write(DRAFT)
    page.marked("257 contradicted")
    starts = {"md": "<!-- factcheck report", "html": "<!DOCTYPE html>", "json": "{"}
    for button in page.all("[data-export]"):
        button.click()
    for suffix, start in starts.items():
        path = tmp_path / f"figures.{suffix}"
        for _ in range(100):
            if path.exists() and path.stat().st_size:
                break
            page.driver.execute_async_script("setTimeout(arguments[0], 50)")
        text = path.read_text()
        assert text.startswith(start)
        assert "257" in text


def test_forty_sources(page, empty):
    page.load(empty)
    texts = {e.source.id.replace(".", "__"): e.source.text for e in large_story(40).story.extractions}
    first = next(iter(texts.values()))
    page.drop(".sourcebox", **{name: text[: len(text) // 9] for name, text in texts.items()})
    page.wait("document.querySelectorAll('#sources li').length === 40")
    page.write(first[: len(first) // 12])
    page.wait("document.querySelectorAll('#mirror .supported').length > 1", 60)
    assert page.text("#source-count") == "40"
    assert len(page.all(".source:not([data-draft])")) == 40


def test_two_windows_know_nothing_of_each_other(page, server):
    page.load(server)
    page.write(DRAFT)
    page.marked("257 contradicted")
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    try:
        page.load(server)
        page.drop(".sourcebox", second__txt=OTHER)
        page.write("Some 12 boats sailed.")
        page.marked("12 supported")
        page.sources("wire.txt", "second.txt")
        page.driver.switch_to.window(first)
        page.marked("257 contradicted")
        page.sources("wire.txt")
        page.driver.switch_to.window(page.driver.window_handles[1])
    finally:
        page.driver.close()
        page.driver.switch_to.window(first)


def test_a_server_that_is_stopped_and_started(page, story):
    with serving(story) as before:
        port = int(before.host.partition(":")[2])
        page.load(before)
        page.drop(".sourcebox", second__txt=OTHER)
        page.write(DRAFT)
        page.marked("257 contradicted")
        page.sources("wire.txt", "second.txt")
    page.write("Some 12 boats sailed.")
    page.wait("!document.querySelector('#down').hidden")
    assert "does not answer" in page.text("#down p")
    with serving(story, port=port) as after:
        page.wait("document.querySelector('#elsewhere').checkVisibility()")
        assert "new address" in page.text("#down p")
        first = page.driver.current_window_handle
        page.driver.switch_to.new_window("tab")
        page.load(after)
        page.driver.close()
        page.driver.switch_to.window(first)
        page.wait("document.querySelector('#down').hidden")
        page.marked("12 supported")
        page.sources("wire.txt", "second.txt")
        assert page.driver.current_url.startswith(after.url)


def test_the_new_address_can_be_given(page, story):
    with serving(story) as before:
        port = int(before.host.partition(":")[2])
        page.load(before)
        page.write(DRAFT)
        page.marked("257 contradicted")
    with serving(story, port=port) as after:
        page.wait("document.querySelector('#elsewhere').checkVisibility()")
        page.one("#elsewhere input").send_keys("http://evil.example/abc/", ENTER)
        assert "Not the address" in page.text("#down p")
        page.one("#elsewhere input").clear()
        page.one("#elsewhere input").send_keys(after.url, ENTER)
        page.wait("document.querySelector('#down').hidden")
        page.write("The crew rescued 275 passengers.")
        page.marked("275 supported")


def test_a_file_that_changes_is_seen(page, tmp_path):
    (tmp_path / "wire.txt").write_text(WIRE)
    with serving(tmp_path) as running:
        page.load(running)
        page.write(DRAFT)
        page.marked("257 contradicted")
        (tmp_path / "wire.txt").write_text(WIRE.replace("275", "257") + "\n")
        page.marked("257 supported")


HOSTILE = ["<script>window.owned=1</script>", '"><img src=x onerror=window.owned=1>', "</textarea><script>window.owned=1</script>", "{{ 7*7 }}"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_texts_and_names_are_data(page, server, hostile):
    page.load(server)
    page.drop(".sourcebox", **{f"{hostile.replace('/', '')}.txt": WIRE + hostile})
    page.write(hostile + " " + DRAFT)
    page.wait("document.querySelectorAll('#sources li').length === 2 && document.querySelectorAll('#mirror .fig').length > 0")
    assert page.run("return window.owned") is None
    assert page.run("return document.images.length + document.querySelectorAll('form').length") == 4
    assert hostile in page.run("return document.querySelector('#draft').value")


@pytest.mark.parametrize("size", [(390, 844), *WIDTHS[1:]])
def test_no_width_scrolls_sideways(page, server, size):
    page.load(server, size=size)
    page.write(DRAFT + "averylongwordwithoutanyplacetobreakit" * 8)
    page.marked("257 contradicted")
    for tab in ("findings", "facts", "checklist", "about"):
        page.run("document.getElementById(arguments[0]).click()", f"tab-{tab}")
        assert page.run("return document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize(("size", "dark"), [((390, 844), True), ((1440, 900), False)])
def test_axe_finds_nothing_serious(page, server, axe, size, dark):  # noqa: F811
    page.load(server, size=size, dark=dark)
    page.drop(".sourcebox", scan__png=b"\x89PNG")
    page.write(DRAFT + "A further 42 doctors were flown in.")
    page.marked("257 contradicted", "42 unsupported")
    page.run(axe)
    steps = ("", "document.querySelector('#tab-checklist').click()", "document.querySelector('#tab-about').click()")
    for step in (*steps, "document.querySelector('#accept-dialog').showModal()"):
        page.run(step)
        found, passed = page.driver.execute_async_script(
            "const done = arguments[0]; axe.run().then(r => done([r.violations, r.passes.map(p => p.id)]))"
        )
        grave = [(v["id"], v["nodes"][0]["html"], v["nodes"][0].get("failureSummary")) for v in found if v["impact"] in ("serious", "critical")]
        assert grave == []
        assert {"color-contrast", "button-name", "label"} <= set(passed), "what matters was examined"
