"""The HTML report in a real browser: headless Chromium through Selenium.

Skipped, with the reason, where Chromium, ChromeDriver or Selenium are missing. axe-core is taken from ``FACTCHECK_AXE`` (the path of an
``axe.min.js``), from ``node_modules`` in the root of the repository, or from the package axe-core-python.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from html_corpus import large_story
from sample_result import sample_result
from test_html import HOSTILE, drafted, with_text

from factcheck.api import Check
from factcheck.model import Result
from factcheck.report import render

ROOT = Path(__file__).resolve().parent.parent
SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage --hide-scrollbars"
)
WIDTHS = ((400, 850), (900, 900), (1600, 1000))


class Browser:
    """A window with the page of a result in it."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        self.opened = 0

    def open(self, result: Result, fragment: str = "", *, size: tuple[int, int] = (1600, 1000), dark: bool = False) -> None:
        self.opened += 1
        path = self.folder / f"{self.opened}.html"
        path.write_text(render("html", result), encoding="utf-8")
        self.size(*size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        self.driver.get(path.as_uri() + fragment)

    def size(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, query: str) -> list[Any]:
        return self.driver.find_elements("css selector", query)

    def one(self, query: str) -> Any:
        return self.driver.find_element("css selector", query)

    def type(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def shown(self, query: str) -> list[str]:
        return self.run("return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.id)", query)

    def wait(self, condition: str, seconds: float = 10) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, seconds, 0.05).until(lambda d: d.execute_script(f"return {condition}"), condition)

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def window(tmp_path_factory) -> Iterator[Browser]:
    if importlib.util.find_spec("selenium") is None:
        pytest.skip("Selenium is not installed: the page was not opened in a browser")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("Chromium or ChromeDriver is not installed: the page was not opened in a browser")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for switch in (*SWITCHES.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    try:
        yield Browser(driver, tmp_path_factory.mktemp("pages"))
    finally:
        driver.quit()


@pytest.fixture
def browser(window) -> Iterator[Browser]:
    """The window; whatever a test does in it, the page may not complain on the console."""
    window.complaints()
    window.run("try { localStorage.clear() } catch {}")
    yield window
    assert window.complaints() == []


# The figures of the selected finding that stand inside of the visible part of their column.
IN_VIEW = """[...document.querySelectorAll('.fig.on')].filter(f => {
  const a = f.getBoundingClientRect(), b = f.closest('.text').getBoundingClientRect();
  return f.checkVisibility() && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
}).map(f => f.id).sort().join()"""


def test_opens_on_the_gravest_finding(browser):
    browser.open(sample_result())
    assert browser.driver.title == "Figures in port"
    assert browser.shown(".finding") == ["finding-0123456789ab", "finding-23456789abcd"]
    assert browser.shown(".finding .body") == [""]
    assert browser.one("#stage h2").text == "275 and 257 have the same digits"
    assert browser.run("return getComputedStyle(document.body).fontSize") == "15px", "the policy admits the style"


def test_a_finding_leads_to_its_figures_in_all_sources(browser):
    browser.open(large_story(12))
    assert len(browser.all(".finding")) > 3
    for finding in browser.all(".finding .pick")[1:4]:
        finding.click()
        cited = browser.run("return [...document.querySelectorAll('.finding.chosen .cited a')].map(a => a.hash.slice(1)).sort().join()")
        marked = browser.run("return [...document.querySelectorAll('.fig.on')].map(f => f.id).sort().join()")
        assert cited == marked != ""
        near = "[...document.querySelectorAll('.source')].filter(s => s.getBoundingClientRect().left < innerWidth - 100 && s.checkVisibility())"
        seen = f"{near}.every(s => {IN_VIEW}.split(',').includes(s.querySelector('.fig.on').id))"
        browser.wait(seen)
        assert browser.run(f"return {near}.length") >= 3


def test_what_is_pressed_stays_where_it_is(browser):
    browser.open(large_story(12), size=(1600, 700))
    browser.all(".finding .pick")[0].click()
    last = browser.all(".finding .pick")[-1]
    browser.run("arguments[0].click()", last)
    for finding in browser.all(".finding .pick")[-3:]:
        browser.run("arguments[0].scrollIntoView({block: 'center'})", finding)
        before = browser.run("return arguments[0].getBoundingClientRect().top", finding)
        browser.run("arguments[0].click()", finding)
        after = browser.run("return arguments[0].getBoundingClientRect().top", finding)
        frame = browser.run("const b = document.querySelector('#panel').getBoundingClientRect(); return [b.top, b.bottom]")
        assert frame[0] <= after <= frame[1]
        assert abs(after - before) <= 2


def test_letters_bring_each_finding_into_view(browser):
    browser.open(large_story(12), size=(1600, 700))
    for _ in browser.all(".finding"):
        browser.type("j")
        top = browser.run("return document.activeElement.getBoundingClientRect().top")
        under = browser.run("return document.querySelector('.tools').getBoundingClientRect().bottom")
        assert under - 1 <= top < 700


def test_columns_out_of_sight_are_brought_to_the_figure_too(browser):
    browser.open(large_story(12))
    browser.all(".finding .pick")[2].click()
    browser.run("document.querySelector('#deck').scrollLeft = 1e6")
    last = "[...document.querySelectorAll('.source:not([hidden])')].pop()"
    browser.wait(f"{IN_VIEW}.split(',').includes({last}.querySelector('.fig.on').id)")


def test_links_of_the_plot_lead_to_the_figure(browser):
    browser.open(large_story(12))
    link = browser.all("#stage .cites a")[-1]
    to = link.get_attribute("hash")[1:]
    link.click()
    assert browser.run("return document.activeElement.id") == to
    browser.wait(f"{IN_VIEW}.split(',').includes('{to}')")


def test_a_figure_leads_to_its_fact(browser):
    browser.open(sample_result())
    browser.one("#s1-1").click()
    assert browser.one("#stage h2").text == "crude"
    assert browser.one("#reach").text == "Stated in 1 of 3 sources"
    assert browser.shown(".source") == ["source-1"], "the sources that are not concerned are out of the way at first"
    browser.one("#only").click()
    assert browser.shown(".source") == ["source-0", "source-1", "source-2"]
    assert browser.shown(".absent") == ["", ""]


def test_a_verdict_leads_to_its_evidence(browser):
    browser.open(drafted())
    browser.one("#tab-checklist").click()
    browser.one("li.tick .pick").click()
    assert browser.one("#stage h2").text.startswith("contradicted: ")
    assert browser.run("return [...document.querySelectorAll('.fig.on')].map(f => f.id).join()") == "s0-0,s1-0"
    browser.type("j")
    assert browser.one("#stage h2").text.startswith("supported: "), "a time of the draft has a verdict, too"
    browser.type("j")
    assert browser.one("#stage h2").text.startswith("unsupported: ")
    browser.one("#s0-0").click()
    assert browser.run("return document.querySelector('.chosen').id") == "tick-s0-0", "a figure of the draft leads to its verdict"


def test_a_column_that_is_cut_is_told_and_the_heads_are_aligned(browser):
    browser.open(large_story(12), size=(1440, 900))
    hint = browser.one("#beyond")
    assert hint.is_displayed()
    assert hint.text.endswith("more to the right →")
    heads = browser.run(
        "return [...document.querySelectorAll('.source:not([hidden]) header')].map((h) => Math.round(h.getBoundingClientRect().height))"
    )
    assert len(heads) > 1
    assert len(set(heads)) == 1
    hidden = "return [...document.querySelectorAll('.source:not([hidden])')].filter((c) => c.getBoundingClientRect().right > innerWidth + 1).length"
    assert hint.text.split()[0] == str(browser.run(hidden))
    browser.run("document.querySelector('#deck').scrollLeft = 1e6")
    browser.wait("document.querySelector('#beyond').textContent.endsWith('more to the left')")
    browser.open(sample_result())
    assert not browser.one("#beyond").is_displayed(), "two columns fit"


def test_filters(browser):
    browser.open(sample_result())
    browser.one("[data-severity=error].chip").click()
    assert browser.shown(".finding") == ["finding-23456789abcd"]
    assert browser.one("[data-severity=error].chip").get_attribute("aria-pressed") == "false"
    browser.one("[data-severity=warning].chip").click()
    assert browser.shown(".finding") == []
    browser.one("[data-clear]").click()
    assert len(browser.shown(".finding")) == 2
    browser.one("#rule").send_keys("hedge")
    assert browser.shown(".finding") == ["finding-23456789abcd"]
    assert browser.one("#status").get_attribute("textContent") == "1 of 2 findings, 3 of 3 facts"


def test_search(browser):
    browser.open(sample_result())
    browser.one("#search").send_keys("SAILORS")
    assert browser.one("#tab-facts").text == "Facts 1/3"
    browser.one("#tab-facts").click()
    assert browser.shown(".fact") == ["fact-1"]
    browser.one("#search").send_keys(" nothing of the kind")
    assert browser.one("#facts .none").text == "No fact matches."
    browser.type("\ue00c")  # Escape
    assert len(browser.shown(".fact")) == 3


def test_keyboard(browser):
    browser.open(sample_result())
    focus = "return document.activeElement.closest('li') ? document.activeElement.closest('li').id : document.activeElement.id"
    browser.type("j")
    assert browser.run(focus) == "finding-23456789abcd"
    browser.type("k")
    assert browser.run(focus) == "finding-0123456789ab"
    browser.type("\ue015")  # down
    assert browser.run(focus) == "finding-23456789abcd"
    browser.type("\ue007")  # Enter closes, and opens again
    assert browser.shown(".finding .body") == []
    browser.type("\ue007")
    assert browser.shown(".finding .body") == [""]
    browser.type("/")
    assert browser.run(focus) == "search"
    browser.type("j")
    assert browser.one("#search").get_attribute("value") == "j", "letters are text in a field"
    browser.type("\ue00c")
    browser.run("document.querySelector('#tab-findings').focus()")
    browser.type("\ue014")  # right
    assert browser.run(focus) == "tab-facts"
    assert browser.shown(".list") == ["facts"]


def test_keyboard_in_a_column(browser):
    browser.open(sample_result())
    browser.run("document.querySelector('#source-1 .text').focus()")
    browser.type("n")
    assert browser.run("return document.activeElement.id") == "s1-0"
    browser.type("n")
    assert browser.run("return document.activeElement.id") == "s1-1"
    browser.type("\ue007")
    assert browser.one("#stage h2").text == "crude"
    browser.type("p")
    assert browser.run("return document.activeElement.id") == "s1-0"


def test_single_letters_can_be_turned_off(browser):
    browser.open(sample_result())
    browser.one("#tab-about").click()
    browser.one("#keys").click()
    browser.type("j")
    assert browser.shown(".list") == ["about"]


@pytest.mark.parametrize(
    ("fragment", "heading", "tab"),
    [
        ("#finding-23456789abcd", '"about" was lost: 275 | 257', "findings"),
        ("#fact-1", "sailors", "facts"),
        ("#s0-1", "sailors", "findings"),
        ("#%22]", "275 and", "findings"),
    ],
)
def test_links_into_the_page(browser, fragment, heading, tab):
    browser.open(sample_result(), fragment)
    assert browser.one("#stage h2").text.startswith(heading)
    assert browser.shown(".list") == [tab]


def test_light_and_dark(browser):
    paper = "return getComputedStyle(document.body).backgroundColor"
    browser.open(sample_result())
    light = browser.run(paper)
    browser.one("#theme").click()
    assert browser.run(paper) == light
    browser.one("#theme").click()
    dark = browser.run(paper)
    assert dark != light
    assert browser.one("#theme").text == "Theme: dark"
    browser.run("try { localStorage.clear() } catch {}")
    browser.open(sample_result(), dark=True)
    assert browser.run(paper) == dark


@pytest.mark.parametrize("size", WIDTHS)
def test_no_width_scrolls_sideways(browser, size):
    browser.open(large_story(12), size=size)
    assert browser.run("return document.documentElement.scrollWidth") == size[0]
    for tab in ("tab-facts", "tab-about"):
        browser.one("#" + tab).click()
        assert browser.run("return document.documentElement.scrollWidth") == size[0]


def test_narrow_page_goes_to_the_plot_and_back(browser):
    browser.open(large_story(12), size=(400, 850))
    browser.all(".finding .pick")[1].click()
    assert browser.run("return document.querySelector('#stage').getBoundingClientRect().top") < 200
    browser.one(".back").click()
    assert browser.run("return document.activeElement.closest('li').matches('.chosen')")


@pytest.mark.parametrize("hostile", [*HOSTILE, "\u202e 572 "])
def test_text_of_sources_does_nothing(browser, hostile):
    browser.open(with_text(sample_result(), "beta.txt", hostile))
    assert browser.run("return window.owned") is None
    assert browser.run("return document.scripts.length + document.styleSheets.length + document.images.length") == 2
    assert browser.run("return [...document.links].every(a => a.protocol === 'file:' && a.getAttribute('href')[0] === '#')")
    assert browser.run("return document.querySelector('.finding').checkVisibility()")


def test_reads_without_script(browser):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(sample_result())
        page = browser.one("body").text
        assert browser.one("#search").is_displayed() is False
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    for said in ("admits 270–280; said by the palace", "sailors", "A longer text on digits", "The ship holds"):
        assert said in page


def test_prints_everything(browser):
    browser.open(sample_result())
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert len(browser.shown(".finding .body")) == 2
        assert browser.shown(".list") == ["findings", "facts", "about"]
        assert browser.shown(".tools, .filters, #theme, #stage, .skip") == []
        assert len(browser.shown(".source .text")) == 3
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.fixture(scope="module")
def axe() -> str:
    package = importlib.util.find_spec("axe_core_python")
    places = [Path(os.environ.get("FACTCHECK_AXE", "axe.min.js")), ROOT / "node_modules/axe-core/axe.min.js"]
    places += [Path(folder) / "axe.min.js" for folder in (package.submodule_search_locations or ())] if package else []
    found = next((p for p in places if p.is_file()), None)
    if found is None:
        pytest.skip("axe-core is not installed: the page was not examined for accessibility")
    return found.read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", WIDTHS)
def test_axe_finds_nothing_serious(browser, axe, size, dark):
    browser.open(sample_result(), size=size, dark=dark)
    browser.run(axe)
    for tab in ("findings", "facts", "about"):
        browser.run("document.getElementById(arguments[0]).click()", "tab-" + tab)
        examine = "const done = arguments[0]; axe.run().then(r => done([r.violations, r.passes.map(p => p.id)]))"
        found, passed = browser.driver.execute_async_script(examine)
        grave = [(v["id"], v["nodes"][0]["html"], v["nodes"][0].get("failureSummary")) for v in found if v["impact"] in ("serious", "critical")]
        assert grave == []
        assert {"color-contrast", "button-name"} <= set(passed), "what matters was examined"


def test_forty_sources_open_within_a_second(browser):
    result = large_story(40)
    assert result.coverage.figures >= 2000
    times = []
    for _ in range(3):
        browser.open(result)
        times.append(browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd"))
    assert min(times) < 1000, times
    timed = "const t = performance.now(); (() => {%s})(); document.body.offsetHeight; return performance.now() - t"
    assert browser.run(timed % "document.querySelectorAll('.finding .pick')[3].click()") < 500
    assert browser.run(timed % "const s = document.querySelector('#search'); s.value = 'wells'; s.dispatchEvent(new Event('input'))") < 500


def test_a_cell_of_a_notebook_shows_without_scripts(window, tmp_path):
    """The page stands open in its frame, and the plots below it are drawn, where nothing runs; where the page's script runs, nothing complains."""
    cell = tmp_path / "cell.html"
    cell.write_text(f"<!doctype html><meta charset=utf-8><title>cell</title>{Check(sample_result())._repr_html_()}", encoding="utf-8")
    window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.driver.get(cell.as_uri())
        window.one("summary").click()
        drawn = [svg for svg in window.all("details > svg") if svg.is_displayed() and svg.size["height"] > 40]
        assert drawn
        window.driver.switch_to.frame(0)
        assert [x.is_displayed() for x in window.all(".finding .pick, .finding h3")].count(True) > 0
        assert any(svg.is_displayed() for svg in window.all("svg.strip"))
    finally:
        window.driver.switch_to.default_content()
        window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    window.complaints()
    window.driver.get(cell.as_uri())
    window.driver.switch_to.frame(0)
    window.one(".finding .pick").click()
    window.type("\ue00c")
    window.driver.switch_to.default_content()
    assert window.complaints() == []
