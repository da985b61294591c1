"""The database of the cache: bounded, safe under runs at the same time, and never the reason that a run fails."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cache import database, emptied, folder, key_of, opened, version
from factcheck.cache.store import Store
from factcheck.execute import Watcher
from factcheck.model import Source
from factcheck.pipeline import extract_all

ROOT = Path(__file__).resolve().parent.parent
ROOMY = 10**9
SOURCES = [Source(f"{n}.txt", f"In town {n} the council hired {n + 3} teachers on Tuesday, and about {n + 11} nurses.\n") for n in range(6)]
FRESH = extract_all(SOURCES, 1)


class Heard(Watcher):
    """What a run was told."""

    def __init__(self):
        self.cached, self.words = [], []

    def extracted(self, extraction, cached):
        self.cached.append(cached)

    def word(self, text):
        self.words.append(text)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of the cache of a user, not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(database, "_WAIT", 0.05)
    return tmp_path / "home" / "factcheck"


def extracted(sources=SOURCES, size=ROOMY, **options):
    """How many of the sources the cache knew, and what was said; what comes out is held to be what reading gives."""
    heard = Heard()
    assert extract_all(sources, 1, heard, cache=size, **options) == extract_all(sources, 1, **options)
    return sum(heard.cached), heard.words


def asked(home, query):
    base = sqlite3.connect(home / "extractions.sqlite")
    try:
        with base:
            return base.execute(query).fetchall()
    finally:
        base.close()


# --- what is known again ------------------------------------------------------------------------------------------------------------------


def test_what_was_read_once_is_known_again(home):
    assert extracted() == (0, [])
    assert extracted() == (6, [])
    assert extracted([*SOURCES, Source("new.txt", "There were 9 of them.")]) == (6, [])


def test_known_and_new_come_in_the_order_of_the_sources(home):
    extracted(SOURCES[1::2])
    heard = Heard()
    assert extract_all(SOURCES, 2, heard, cache=ROOMY) == FRESH
    assert heard.cached == [False, True] * 3


def test_the_same_text_twice_is_two_sources(home):
    twice = [Source("a", SOURCES[0].text), Source("b", SOURCES[0].text)]
    assert extracted(twice)[0] == 0
    assert extracted(twice)[0] == 2


def test_with_datings_will_do_where_none_are_wanted_but_not_the_other_way(home):
    assert any(e.datings for e in FRESH)
    extracted(SOURCES[:3], datings=False)
    extracted(SOURCES[3:])
    assert extracted(datings=False) == (6, [])
    assert extracted() == (3, [])


def test_limits_hold_for_what_is_known_too(home):
    from factcheck.model import Limits

    extracted()
    assert extracted(limits=Limits(figures=1)) == (6, [])
    assert extracted() == (6, [])


def test_progress_counts_what_is_known_as_done(home):
    extracted(SOURCES[:4])
    stages = []
    extract_all(SOURCES, 1, lambda stage, done, of: stages.append((stage, done, of)), cache=ROOMY)
    assert stages == [*[("extract", 4, 6)] * 4, ("extract", 5, 6), ("extract", 6, 6)]


def test_without_the_cache_nothing_is_made(home):
    assert extract_all(SOURCES, 1) == FRESH
    assert not home.exists()


# --- versions and bounds ------------------------------------------------------------------------------------------------------------------


def test_another_version_empties_it(home, monkeypatch):
    extracted()
    monkeypatch.setattr(version, "digest", lambda files: "another")
    monkeypatch.setattr(version, "signature", lambda files: "another")
    assert extracted(SOURCES[:1]) == (0, [])
    assert len(asked(home, "SELECT * FROM kept")) == 1
    assert extracted(SOURCES[:1]) == (1, [])


def test_the_same_version_installed_anew_empties_nothing(home, monkeypatch):
    extracted()
    monkeypatch.setattr(version, "signature", lambda files: "moved")
    assert extracted() == (6, [])


def test_an_installation_that_nobody_touched_is_not_hashed_again(home, monkeypatch):
    extracted()
    monkeypatch.setattr(version, "digest", lambda files: pytest.fail("hashed again"))
    assert extracted() == (6, [])


def keep(sources, size, hour):
    with opened(size, pytest.fail, now=lambda: hour) as store:
        found = store.found(sources, datings=True)
        for n, source in enumerate(sources):
            if n not in found:
                store.keep(source, FRESH[SOURCES.index(source)], datings=True)
    return len(found)


def test_what_was_not_of_use_for_longest_goes_first(home, monkeypatch):
    monkeypatch.setattr("factcheck.cache.store._ROOM", 1)
    keep(SOURCES[:2], ROOMY, 1)
    keep(SOURCES[2:4], ROOMY, 2)
    keep(SOURCES[:1], ROOMY, 3)  # of use again
    with opened(ROOMY, pytest.fail) as store:
        _, size = store.count()
    assert keep(SOURCES[4:5], size, 4) == 0  # one too many
    there = [keep([s], ROOMY, 5) for s in SOURCES[:5]]
    assert there == [1, 0, 1, 1, 1]


def test_it_stays_below_its_bound(home):
    keep(SOURCES[:1], ROOMY, 1)
    with opened(ROOMY, pytest.fail) as store:
        one = store.count()[1]
    many = [Source(f"{n}", f"{SOURCES[0].text}{n}") for n in range(40)]
    extracted(many, size=one * 10)
    with opened(ROOMY, pytest.fail) as store:
        count, size = store.count()
        assert size <= one * 10
        assert count > 5
    assert asked(home, "SELECT key FROM kept ORDER BY key") == asked(home, "SELECT key FROM used ORDER BY key")


def test_one_that_is_larger_than_the_bound_is_not_kept_and_harms_nothing(home):
    assert extracted(size=1) == (0, [])
    assert extracted(size=1) == (0, [])
    assert asked(home, "SELECT * FROM kept") == []


def test_the_second_time_in_an_hour_nothing_is_written(home):
    keep(SOURCES, ROOMY, 1)
    keep(SOURCES, ROOMY, 1)
    before = (home / "extractions.sqlite").read_bytes()
    keep(SOURCES, ROOMY, 1)
    assert (home / "extractions.sqlite").read_bytes() == before
    keep(SOURCES, ROOMY, 2)
    assert (home / "extractions.sqlite").read_bytes() != before


def test_emptied(home):
    assert emptied(pytest.fail) == 0
    extracted()
    (home / "extractions.sqlite.aside").write_text("old")
    full = (home / "extractions.sqlite").stat().st_size
    assert emptied(pytest.fail) == 6
    assert (home / "extractions.sqlite").stat().st_size <= full
    assert [p.name for p in home.iterdir()] == ["extractions.sqlite"]
    assert extracted() == (0, [])


# --- what may be wrong with it ------------------------------------------------------------------------------------------------------------


def _rewritten(query):
    def spoil(path):
        base = sqlite3.connect(path)
        with base:
            for line in query.split(";"):
                base.execute(line)
        base.close()

    return spoil


def _cut(path):
    path.write_bytes(path.read_bytes()[:5000])


def _zeros(path):
    raw = path.read_bytes()
    path.write_bytes(raw[:100] + bytes(len(raw) - 100))


def _elsewhere(path):
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def _folder(path):
    path.unlink()
    path.mkdir()


SPOILT = {
    "no-database": (lambda p: p.write_text("hello\n" * 2000), "is damaged (file is not a database)"),
    "cut": (_cut, "is damaged (database disk image is malformed)"),
    "zeros": (_zeros, "is damaged"),
    "other-program": (_rewritten("PRAGMA application_id = 7"), "is no database of this version of factcheck"),
    "other-schema": (_rewritten("PRAGMA user_version = 99"), "is no database of this version of factcheck"),
    "no-program": (_rewritten("PRAGMA application_id = 0;PRAGMA user_version = 0"), "is no database of this version of factcheck"),
    "table-gone": (_rewritten("DROP TABLE kept"), "is damaged (no such table: kept)"),
    "others-write": (lambda p: p.chmod(0o666), "can be written by others"),
    "link": (_elsewhere, "is no regular file"),
    "folder": (_folder, "is no regular file"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_damaged_or_not_ours_is_set_aside_with_a_word(home, name):
    spoil, why = SPOILT[name]
    extracted()
    path = home / "extractions.sqlite"
    spoil(path)
    count, words = extracted()
    assert count == 0
    [word] = words
    assert word.startswith(f"the cache {path} {why}")
    assert word.endswith("it now lies beside as extractions.sqlite.aside, and a new one is begun")
    assert os.path.lexists(home / "extractions.sqlite.aside")
    extracted()
    assert extracted() == (6, [])


def test_an_empty_file_is_a_new_cache(home):
    home.mkdir(parents=True)
    (home / "extractions.sqlite").touch()
    assert extracted() == (0, [])
    assert extracted() == (6, [])


@pytest.mark.parametrize("value", ["x'00'", "x''", "'text'", "7", "zeroblob(400)", "substr(value, 1, length(value) - 1)", "value || x'00'"])
def test_a_value_that_is_not_what_was_written_is_read_anew(home, value):
    extracted()
    asked(home, f"UPDATE kept SET value = {value}")
    assert extracted() == (0, [])
    assert extracted() == (6, [])


def test_a_value_under_the_key_of_another_is_read_anew(home):
    keep(SOURCES[:2], ROOMY, 1)
    [[value]] = asked(home, "SELECT max(value) FROM kept")
    base = sqlite3.connect(home / "extractions.sqlite")
    with base:
        base.execute("UPDATE kept SET value = ?", (value,))
    base.close()
    assert extracted(SOURCES[:2])[0] == 1


def test_it_is_for_its_user_alone(home):
    extracted()
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "extractions.sqlite").stat().st_mode & 0o777 == 0o600
    (home / "extractions.sqlite").chmod(0o644)
    assert extracted() == (6, [])
    assert (home / "extractions.sqlite").stat().st_mode & 0o777 == 0o600


def test_somebody_else_s_database_is_not_used(home, monkeypatch):
    extracted()
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    assert extracted() == (0, [f"the cache {home / 'extractions.sqlite'} belongs to another user; nothing is kept"])
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home.parent))
    assert extracted() == (6, [])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can put files into the home of another user")
def test_the_superuser_puts_nothing_into_the_home_of_another_user(home):
    home.parent.mkdir()
    os.chown(home.parent, 4242, 4242)
    assert extracted() == (0, [f"the cache {home / 'extractions.sqlite'} lies in a folder of another user; nothing is kept"])
    assert list(home.parent.iterdir()) == []


def test_a_folder_that_cannot_be_made_means_that_nothing_is_kept(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert extracted() == (0, [])
    assert emptied(pytest.fail) in (0, None)


def test_no_home_means_that_nothing_is_kept(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "")
    assert extracted() == (0, [])


def test_a_database_that_cannot_be_written_is_read(home, monkeypatch):
    extracted(SOURCES[:3])
    opening = os.open

    def refused(path, flags, *rest, **named):
        if flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return opening(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refused)
    before = (home / "extractions.sqlite").read_bytes()
    assert extracted() == (3, [])
    assert (home / "extractions.sqlite").read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(home):
    extracted(SOURCES[:3])
    home.chmod(0o500)
    (home / "extractions.sqlite").chmod(0o400)
    try:
        assert extracted() == (3, [])
    finally:
        home.chmod(0o700)


def test_a_full_disk_means_that_nothing_is_kept(home, monkeypatch):
    extracted(SOURCES[:1])
    made = Store.__init__

    def small(self, *arguments):
        made(self, *arguments)
        self._base.execute("PRAGMA max_page_count = 1")

    monkeypatch.setattr(Store, "__init__", small)
    many = [Source(f"{n}", f"{SOURCES[0].text}{n}") for n in range(40)]
    assert extracted(many) == (0, [])
    assert len(asked(home, "SELECT * FROM kept")) == 1


# --- runs at the same time ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("how", "known"), [("EXCLUSIVE", 0), ("IMMEDIATE", 3)])
def test_a_lock_that_is_held_for_long_is_not_waited_for(home, how, known):
    extracted(SOURCES[:3])
    other = sqlite3.connect(home / "extractions.sqlite", isolation_level=None)
    other.execute(f"BEGIN {how}")
    try:
        assert extracted() == (known, [])
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert extracted() == (3, [])


def test_a_run_goes_on_when_another_empties_the_cache(home):
    with opened(ROOMY, pytest.fail) as store:
        store.keep(SOURCES[0], FRESH[0], datings=True)
        store.write()
        assert emptied(pytest.fail) == 1
        store.keep(SOURCES[1], FRESH[1], datings=True)
    assert asked(home, "SELECT key FROM kept") == [(key_of(SOURCES[1], datings=True, version=store.version),)]


def test_a_run_goes_on_when_another_sets_the_database_aside(home):
    with opened(ROOMY, pytest.fail) as store:
        store.keep(SOURCES[0], FRESH[0], datings=True)
        (home / "extractions.sqlite").rename(home / "extractions.sqlite.aside")
        assert extracted() == (0, [])
        store.keep(SOURCES[1], FRESH[1], datings=True)
    assert extracted() == (6, []), "what the first run keeps late harms nobody"


CODE = """
import sys
from factcheck.execute import Watcher
from factcheck.model import Source
from factcheck.pipeline import extract_all
class Heard(Watcher):
    def word(self, text): sys.exit(text)
numbers = range(int(sys.argv[1]), int(sys.argv[2]))
sources = [Source(str(n), f"In town {n} the council hired {n + 3} teachers and about {n + 11} nurses.") for n in numbers]
print(hash(extract_all(sources, 1, cache=10**9)) and len(extract_all(sources, 1, Heard(), cache=10**9)))
"""


def test_many_processes_at_once(home):
    spans = [(0, 300), (0, 300), (150, 450), (300, 450)]
    running = [
        subprocess.Popen([sys.executable, "-c", CODE, str(a), str(b)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        for a, b in spans
    ]
    said = [(p.communicate(timeout=120), p.returncode) for p in running]
    assert said == [((f"{b - a}\n", ""), 0) for a, b in spans]
    assert asked(home, "PRAGMA integrity_check") == [("ok",)]
    assert [p.name for p in home.iterdir()] == ["extractions.sqlite"]
    assert asked(home, "SELECT count(*) FROM kept") == [(450,)]


def test_a_process_that_is_killed_in_the_middle_leaves_all_or_nothing(home):
    extracted(SOURCES[:2])
    code = (
        "import os, signal, sys; from factcheck.cache import opened\n"
        "with opened(10**9, print) as store:\n"
        "    with store._database.writing() as base:\n"
        "        base.execute('DELETE FROM kept')\n"
        "        base.execute('PRAGMA cache_spill = 1'); base.execute('INSERT INTO kept VALUES (1, zeroblob(9000000))')\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert extracted() == (2, [])
    assert asked(home, "PRAGMA integrity_check") == [("ok",)]


def test_where_it_lies(monkeypatch):
    cases = [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/home/ann"}, "linux", "/c/factcheck"),
        ({"XDG_CACHE_HOME": "story", "HOME": "/home/ann"}, "linux", "/home/ann/.cache/factcheck"),
        ({"XDG_CACHE_HOME": "", "HOME": "/home/ann"}, "freebsd14", "/home/ann/.cache/factcheck"),
        ({"HOME": "/Users/ann"}, "darwin", "/Users/ann/Library/Caches/factcheck"),
        ({"LOCALAPPDATA": "/local", "HOME": "/home/ann"}, "win32", "/local/factcheck/cache"),
    ]
    for environ, platform, expected in cases:
        assert folder(environ, platform).as_posix() == expected
    for environ, platform in (({}, "linux"), ({"HOME": "ann"}, "linux"), ({}, "win32")):
        assert folder(environ, platform) is None
