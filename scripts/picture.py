"""Takes docs/serve.png, the picture of ``factcheck serve`` in the README: the page with a draft beside the example corpus, in headless Chromium.

The picture is small because its colours are few: they are put into a palette of 256, each of the others into the nearest.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "serve.png"
STORY = ROOT / "tests" / "corpora" / "gulf-deployment"
SIZE = (1360, 760)
MOST = 120_000  # bytes
DRAFT = """\
U.S. sends troops to guard embassy in Meshad

The president told lawmakers that 257 troops were being sent to Karazan to guard the embassy in Meshad. About 170 U.S. personnel had reached the \
capital by Tuesday evening.

The Castine entered the Gulf with 550 Marines aboard. A further 42 doctors are on their way.

Crude for July delivery rose 4 percent to $117 a barrel.
"""


@contextmanager
def served(draft: Path) -> Iterator[str]:
    """The address of a server of its own."""
    command = [sys.executable, "-m", "factcheck", "serve", str(STORY), "--draft", str(draft), "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=draft.parent)
    try:
        assert process.stderr is not None
        yield re.findall(r"http://\S+", process.stderr.readline())[0]
    finally:
        process.kill()
        process.communicate()


def taken(address: str, profile: str) -> bytes:
    """The page as a PNG, with one figure of the draft chosen."""
    options = webdriver.ChromeOptions()
    options.binary_location = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    for switch in ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", f"--user-data-dir={profile}"):
        options.add_argument(switch)
    driver: Any = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        metrics = {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.get(address)
        WebDriverWait(driver, 20).until(lambda d: d.execute_script("return document.querySelectorAll('#mirror .contradicted').length > 0"))
        driver.execute_script(
            "document.querySelector('#tab-checklist').click(); document.querySelectorAll('li.tick input')[1].click();"
            "document.querySelector('li.tick.contradicted .pick').click(); document.querySelector('#panel').scrollTop = 0"
        )
        driver.execute_async_script("setTimeout(arguments[0], 500)")  # the columns scroll to their figures
        return bytes(driver.get_screenshot_as_png())
    finally:
        driver.quit()


def pixels(png: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Rows, columns and colours of a PNG of eight bits a channel, as Chromium makes them."""
    width, height, depth, sort = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    channels = {2: 3, 6: 4}[sort]
    at, packed = 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + width * channels)
    above = np.zeros(width * channels, np.int32)
    rows = []
    for line in lines:
        above = _unfiltered(int(line[0]), line[1:].astype(np.int32), above, channels)
        rows.append(above.astype(np.uint8))
    return np.array(rows).reshape(height, width, channels)[:, :, :3]


def _unfiltered(sort: int, line: np.ndarray[Any, Any], above: np.ndarray[Any, Any], step: int) -> np.ndarray[Any, Any]:
    """One line of a PNG without its filter."""
    if sort == 0:
        return line
    if sort == 2:
        return (line + above) % 256
    if sort == 1:
        return np.cumsum(line.reshape(-1, step), axis=0).reshape(-1) % 256
    found = line.tolist()
    over = above.tolist()
    for i in range(len(found)):
        left, corner = (found[i - step], over[i - step]) if i >= step else (0, 0)
        if sort == 3:
            guess = (left + over[i]) // 2
        else:
            near = left + over[i] - corner
            guess = min((left, over[i], corner), key=lambda v, near=near: abs(near - v))
        found[i] = (found[i] + guess) % 256
    return np.array(found, np.int32)


def small(image: np.ndarray[Any, Any]) -> bytes:
    """A PNG with a palette of the commonest 256 colours."""
    height, width, _ = image.shape
    colours, inverse, counts = np.unique(image.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:256]].astype(np.int32)
    nearest = np.array([np.argmin(((palette - c) ** 2).sum(axis=1)) for c in colours.astype(np.int32)], np.uint8)
    rows = nearest[inverse.reshape(-1)].reshape(height, width)
    data = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette.astype(np.uint8).tobytes()), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)


def main() -> int:
    """Take the picture; 1 where it is larger than it should be."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.txt"
        draft.write_text(DRAFT, encoding="utf-8")
        with served(draft) as address:
            made = small(pixels(taken(address, f"{folder}/profile")))
    print(f"{PICTURE.relative_to(ROOT)}: {len(made):,} bytes")
    if len(made) > MOST:
        print(f"that is more than {MOST:,}", file=sys.stderr)
        return 1
    PICTURE.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
