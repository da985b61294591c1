"""What lies in a folder of strangers: names that nearly coincide, links that lead out, pipes and devices, files without an end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import preloaded
import pytest
from commandline import run

from factcheck import files
from factcheck.errors import ConfigError, ErrorGroup, FactcheckError, SourceError, TooLargeError
from factcheck.model import Limits
from factcheck.sources import load
from factcheck.sources.names import identifiers

TEXT = "The ferry carried {} passengers.\n"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes and links on this system")


@pytest.fixture
def story(tmp_path, monkeypatch):
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.txt").write_text(TEXT.format(275))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "story"


# --- names --------------------------------------------------------------------------------------------------------------------------------

ALIKE = {
    "one letter or two": (b"caf\xc3\xa9.txt", b"cafe\xcc\x81.txt", ["cafe\\u0301.txt", "café.txt"]),
    "bytes that are no UTF-8": (b"a\xff.txt", b"a\xfe.txt", ["a\\xfe.txt", "a\\xff.txt"]),
    "a folder in another spelling": (b"d\xc3\xa9/a.txt", b"de\xcc\x81/a.txt", ["de\\u0301/a.txt", "dé/a.txt"]),
    "a mark of its own": (b"\xe2\x84\xab.txt", b"\xc3\x85.txt", ["\\u212b.txt", "Å.txt"]),
}


@pytest.mark.parametrize(("one", "two", "ids"), ALIKE.values(), ids=ALIKE)
def test_two_files_are_two_sources(story, capfdbinary, one, two, ids):
    (story / "a.txt").unlink()
    for name, number in ((one, 275), (two, 257)):
        path = os.fsencode(story) + b"/" + name
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - names in bytes
        Path(os.fsdecode(path)).write_text(TEXT.format(number))
    assert [s.id for s in load([story]).sources] == sorted(ids)
    code, out, _ = run(capfdbinary, "check", "story")
    assert code == 1
    assert all(name in out for name in ids)


def test_names_that_no_id_can_tell_apart_are_an_error(story, capfdbinary):
    for name in (b"b\xff.txt", b"b\\xff.txt"):
        Path(os.fsdecode(os.fsencode(story) + b"/" + name)).write_text(TEXT.format(257))
    code, _, err = run(capfdbinary, "check", "story")
    assert code == 2
    assert "both would be called b\\xff.txt; give one of them another name" in err


def test_ids_do_not_depend_on_the_order():
    names = ["café.txt", "cafe\u0301.txt", "b.txt", "x\udcff.txt"]
    assert identifiers(names) == identifiers(names[::-1])
    assert sorted(identifiers(["e\u0301\u0323", "e\u0323\u0301"]).values()) == ["e\\u0301\\u0323", "e\\u0323\\u0301"], "neither is spelt as its id"


def test_a_name_that_is_no_utf8_is_escaped_alike_in_every_report(story, capfdbinary):
    Path(os.fsdecode(os.fsencode(story) + b"/b\xff.txt")).write_text(TEXT.format(257))
    for form in ("terminal", "markdown", "json", "sarif", "github", "rdjsonl", "junit", "csv", "checklist"):
        code, out, err = run(capfdbinary, "check", "story", "--format", form, *(["--draft", "story/a.txt"] if form == "checklist" else []))
        assert (form, code) == (form, 1)
        assert "\udcff" not in out + err
        assert "b\\xff.txt" in out.replace("\\\\", "\\").replace("%5C", "\\"), form
    code, _, err = run(capfdbinary, "check", os.fsdecode(b"gone\xff.txt"))
    assert (code, "gone\\xff.txt: no such file" in err) == (2, True)


# --- links --------------------------------------------------------------------------------------------------------------------------------


def test_a_link_out_of_the_folder_is_not_read_and_listed(story, capfdbinary):
    (story.parent / "secret").mkdir()
    (story.parent / "secret" / "key.txt").write_text("The key has 257 teeth and carried 31 passengers.\n")
    (story / "b.txt").symlink_to(Path("..") / "secret" / "key.txt")
    (story / "c").symlink_to(story.parent / "secret", target_is_directory=True)
    (story / "d.txt").symlink_to("/proc/self/environ")
    (story / "corpus.toml").write_text('[[source]]\npath = "b.txt"\noutlet = "Key"\n')
    for form in ("json", "markdown", "html"):
        code, out, err = run(capfdbinary, "check", "story", "--allow-empty", *(["-o", "html:r.html", "-q"] if form == "html" else ["-f", form]))
        assert (code, err) == (0, "")
        assert "teeth" not in (Path("r.html").read_text() if form == "html" else out)
    out = run(capfdbinary, "check", "story", "--allow-empty")[1]
    for name in ("b.txt", "c", "d.txt"):
        assert f"{name}: a link that leads out of the folder; --follow-links reads it" in " ".join(out.split())
    (story / "d.txt").unlink()
    assert [s.id for s in load([story], follow_links=True).sources] == ["a.txt", "b.txt", "c/key.txt"]
    for command in ("check", "extract", "facts"):
        assert "teeth" in run(capfdbinary, command, "story", "--follow-links", "--format", "json")[1]
    Path("factcheck.toml").write_text("follow-links = true\n")
    assert "teeth" in run(capfdbinary, "check", "story", "--format", "json")[1]


def test_links_inside_the_folder_are_read_but_not_to_what_is_hidden(story):
    (story / ".git").mkdir()
    (story / ".git" / "config").write_text("token of 40 letters")
    (story / "b.txt").symlink_to("a.txt")
    (story / "c.txt").symlink_to(".git/config")
    loaded = load([story])
    assert [s.id for s in loaded.sources] == ["a.txt", "b.txt"]
    assert [str(s) for s in loaded.skipped] == ["c.txt: a link to something hidden"]


def test_circles_of_links_end(story, capfdbinary):
    (story / "sub").mkdir()
    (story / "sub" / "up").symlink_to(story, target_is_directory=True)
    (story / "sub" / "out").symlink_to(story.parent, target_is_directory=True)
    (story / "self.txt").symlink_to("self.txt")
    (story / "self.txt").unlink()
    assert [s.id for s in load([story], follow_links=True).sources] == ["a.txt"]
    Path("self.txt").symlink_to("self.txt")
    for arguments in (["self.txt"], ["story", "--draft", "self.txt"], ["story", "--baseline", "self.txt"], ["story", "--rules", "self.txt"]):
        code, _, err = run(capfdbinary, "check", *arguments)
        assert (code, err.count("\n")) == (2, 1 if "--rules" not in arguments else 2), err
    assert run(capfdbinary, "check", "story", "--allow-empty", "--output", "markdown:self.txt")[0] == 2


def test_a_folder_and_a_file_that_are_named_may_be_links(story):
    Path("link").symlink_to(story, target_is_directory=True)
    Path("one.txt").symlink_to(story / "a.txt")
    assert [s.id for s in load(["link"]).sources] == ["a.txt"]
    assert [s.id for s in load(["one.txt"]).sources] == ["one.txt"]


def test_a_corpus_file_that_is_a_link_out_is_not_read(story):
    (story.parent / "secret.toml").write_text('[[source]]\npath = "a.txt"\noutlet = "Hidden"\n')
    (story / "corpus.toml").symlink_to("../secret.toml")
    assert load([story]).sources[0].outlet is None
    assert load([story / "a.txt"]).sources[0].outlet is None
    assert [s.path for s in load([story]).skipped] == ["corpus.toml"]


# --- pipes, devices, files without an end -------------------------------------------------------------------------------------------------


def _special(kind: str, path: Path) -> None:
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    else:
        path.symlink_to("/dev/zero")


WAYS = {
    "a source": ("{}.txt", ["check", "{}.txt"]),
    "a draft": ("{}.txt", ["check", "story", "--draft", "{}.txt"]),
    "a baseline": ("{}.yaml", ["check", "story", "--baseline", "{}.yaml"]),
    "a rule": ("rules/{}.yaml", ["check", "story", "--rules", "rules"]),
    "a result": ("{}.json", ["diff", "{}.json", "{}.json"]),
    "a report": ("{}.md", ["report", "--check", "{}.md", "story"]),
    "settings": ("factcheck.toml", ["check", "story"]),
}


@pytest.mark.parametrize("kind", ["a pipe", "a socket", "a device"])
@pytest.mark.parametrize(("name", "command"), WAYS.values(), ids=WAYS)
def test_what_is_no_regular_file_is_never_opened(story, kind, name, command):
    """In a process of its own, so that one that waits for a writer, or reads without end, fails the test and does not stop it."""
    Path("rules").mkdir()
    _special(kind, Path(name.format("x")))
    words = [word.format("x") for word in command]
    done = subprocess.run(preloaded.command(*words), capture_output=True, text=True, timeout=60, check=False, env=_environment())
    if name == "factcheck.toml":
        assert (done.returncode, done.stderr) == (2, ""), "what is no regular file holds no settings"
    else:
        assert done.returncode == 2
        assert f"is no regular file but {kind}" in done.stderr


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}


@pytest.mark.parametrize("kind", ["a pipe", "a socket", "a device"])
def test_in_a_folder_it_is_listed_though_corpus_toml_names_it(story, kind):
    _special(kind, story / "z.txt")
    (story / "corpus.toml").write_text('[[source]]\npath = "z.txt"\n')
    why = "a link that leads out of the folder; --follow-links reads it" if kind == "a device" else "no regular file"
    assert [str(s) for s in load([story]).skipped] == [f"z.txt: {why}"]
    assert [str(s) for s in load([story], follow_links=True).skipped] == ["z.txt: no regular file"]


def test_a_pipe_that_is_named_is_not_even_opened(tmp_path):
    """Opening alone would wake whoever waits to write."""
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match="is no regular file but a pipe; expected a file; read it through a pipe into -, standard input"):
        load([pipe])
    with pytest.raises(OSError, match="No such device or address"):
        os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)  # nobody reads


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no such files on this system")
def test_the_size_is_what_is_read_and_not_what_is_told(tmp_path):
    path = Path("/proc/kallsyms")
    if not path.exists() or path.stat().st_size or len(files.head(path, 2000)) < 2000:
        path = Path("/proc/self/environ")
    assert path.stat().st_size == 0
    with pytest.raises(TooLargeError, match="is larger than 10 bytes"):
        files.read_file(path, SourceError, 10, TooLargeError)


def test_errors_are_of_the_kind_that_was_asked_for(tmp_path):
    (tmp_path / "a").write_text("12345")
    assert files.read_file(tmp_path / "a", ConfigError, 5) == b"12345"
    for path, words in (
        (tmp_path / "a", "larger than 4 bytes"),
        (tmp_path, "no regular file but a folder"),
        ("x" * 5000, "name too long"),
        ("\0", "null"),
    ):
        with pytest.raises(ConfigError, match=words):
            files.read_file(path, ConfigError, 4)
    with pytest.raises(FileNotFoundError):
        files.read_file(tmp_path / "b", ConfigError)


# --- limits -------------------------------------------------------------------------------------------------------------------------------


def _limits(**given: int) -> None:
    Path("factcheck.toml").write_text("[limits]\n" + "".join(f"{k} = {v}\n" for k, v in given.items()))


def test_a_file_above_the_limit_is_listed_in_a_folder_and_an_error_by_name(story, capfdbinary):
    (story / "b.txt").write_text(TEXT.format(257) * 100)
    _limits(bytes=500)
    code, out, _ = run(capfdbinary, "check", "story")
    assert code == 2
    assert "not read: b.txt: is larger than 500 bytes" in out
    assert "not_read" in run(capfdbinary, "check", "story", "--format", "json")[1]
    code, _, err = run(capfdbinary, "check", "story/a.txt", "story/b.txt")
    assert (code, err) == (
        2,
        "factcheck: story/b.txt: is larger than 500 bytes; expected a smaller file; split it, or raise bytes under [limits] in factcheck.toml\n",
    )
    (story / "corpus.toml").write_text('[[source]]\npath = "b.txt"\n')
    assert run(capfdbinary, "check", "story")[0] == 2
    with pytest.raises(TooLargeError, match="standard input: is larger than 3 bytes"):
        load(["-"], b"12 men", limits=Limits(bytes=3))


def test_more_sources_than_the_limit_are_an_error(story, capfdbinary):
    for name in "bcd":
        (story / f"{name}.txt").write_text(TEXT.format(275))
    _limits(sources=3)
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out) == (2, "")
    assert err.startswith("factcheck: 4 sources in one story; expected 3 at most; check its stories one by one")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_figures_beyond_the_limit_are_counted(story, capfdbinary, jobs):
    (story / "b.txt").write_text(TEXT.format(275) + "The mayor has 4 dogs, 7 cats and 30 hens.\n" + TEXT.format(257))
    _limits(figures=3)
    code, out, _ = run(capfdbinary, "check", "story", "--fail-on", "note", "--jobs", jobs)
    assert "note: b.txt: 5 figures, 2 of them beyond the limit of 3 and not checked" in out
    assert "257" not in out
    _limits(figures=5)
    code, out, _ = run(capfdbinary, "check", "story", "--jobs", jobs)
    assert (code, "257" in out, "limit" in out) == (1, True, False)


def test_findings_beyond_the_limit_are_counted_and_the_worst_are_kept(story, capfdbinary):
    for name, text in (("b", TEXT.format(257)), ("c", "The ferry carried about 275 passengers and 9 dogs.\n"), ("d", TEXT.format(27_500))):
        (story / f"{name}.txt").write_text(text)
    everything = run(capfdbinary, "check", "story", "--format", "json")[1]
    assert everything.count('"rule":') > 2
    _limits(findings=1)
    code, out, _ = run(capfdbinary, "check", "story")
    assert code == 1, "what is not shown is not forgiven"
    assert "1 error" in out
    assert "of them beyond the limit of 1 and not shown" in out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("limits = 3", "factcheck.toml: limits: 3 is no table"),
        ("[limits]\nbites = 3", "factcheck.toml: limits.bites: unknown limit 'bites'; expected 'bytes'"),
        ("[limits]\nbytes = 0", "factcheck.toml: limits.bytes: 0 is no limit; expected a whole number, 1 or more"),
        ('[limits]\nbytes = "3"', "'3' is no limit"),
        ("[limits]\nbytes = true", "True is no limit"),
        ("follow-links = 1", "factcheck.toml: follow-links: 1 is neither; expected true or false"),
    ],
)
def test_limits_that_make_no_sense(story, capfdbinary, text, words):
    Path("factcheck.toml").write_text(text + "\n")
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out) == (2, "")
    assert words in err


def test_settings_show_limits(story, capfdbinary):
    _limits(bytes=7)
    out = run(capfdbinary, "config", "show")[1]
    assert "limits = {bytes = 7, sources = 20000, figures = 1000000, findings = 25000}  # factcheck.toml" in out
    assert "follow-links = false  # default" in out


# --- what lies beside the sources ---------------------------------------------------------------------------------------------------------


def test_the_file_that_the_shell_made_for_the_report_is_left_out_with_a_word(story):
    (story / "b.txt").write_text(TEXT.format(275))
    for name in ("out.txt", "out.md"):
        command = f"'{sys.executable}' -m factcheck check . > {name}"
        done = subprocess.run(["sh", "-c", command], cwd=story, capture_output=True, text=True, timeout=60, check=False, env=_environment())
        assert (done.returncode, done.stderr) == (0, "")
        assert f"left out: {name}: what this run writes to" in (story / name).read_text()
        (story / name).unlink()
    (story / "out.md").touch()
    assert [str(s) for s in load([story]).skipped] == ["out.md: is empty"]
    (story / "c.txt").touch()
    with pytest.raises(FactcheckError, match=r"c\.txt: is empty"):
        load([story])


def test_many_levels_of_folders(story):
    at = os.open(story, os.O_RDONLY)
    for _ in range(1500):  # deeper than a path can be long, and than functions can call one another
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    try:
        assert [s.id for s in load([story]).sources] == ["a.txt"]
    except (SourceError, ErrorGroup) as error:
        assert "File name too long" in str(error) or "no such file" in str(error)
    subprocess.run(["rm", "-rf", str(story)], check=True)
