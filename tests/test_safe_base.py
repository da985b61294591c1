"""``--base`` in a repository of somebody else: nothing is written, nothing is fetched, no program that its configuration names runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from commandline import run

from factcheck.cli.git import Repository
from factcheck.errors import SourceError, TooLargeError

OLD, NEW = "The ferry carried 275 passengers.\n", "The ferry carried 257 passengers.\n"


def git(*arguments: str, given: bytes = b"") -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *arguments]
    return os.fsdecode(subprocess.run(command, input=given, capture_output=True, check=True).stdout).strip()


def tree(*entries: tuple[str, bytes, str]) -> str:
    """Store a tree with names that ``git add`` would refuse."""
    raw = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(sha) for mode, name, sha in entries)
    return git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=raw)


def commit(top: str) -> str:
    return git("commit-tree", top, "-m", "x")


def blob(text: str) -> str:
    return git("hash-object", "-w", "--stdin", given=text.encode())


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository whose story has one file on disk, with everything that lies around it listed before and after."""
    home = tmp_path / "home"
    (home / "story").mkdir(parents=True)
    (tmp_path / "tmp").mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    git("init", "-q", "-b", "main", ".")
    (home / "story" / "a.txt").write_text(OLD)
    return home


def _lying_around(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if ".git" not in p.relative_to(folder).parts)


HOSTILE = {
    "..": lambda a: tree(("40000", b"..", tree(("100644", b"out.txt", a))), ("100644", b"a.txt", a)),
    "an absolute name": lambda a: tree(("100644", b"/tmp/out.txt", a), ("100644", b"a.txt", a)),
    "no name": lambda a: tree(("40000", b"", tree(("100644", b"out.txt", a))), ("100644", b"a.txt", a)),
    "a repository of its own": lambda a: tree(("40000", b".git", tree(("100644", b"config", a))), ("100644", b"a.txt", a)),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_names_that_lead_elsewhere_are_refused_and_nothing_is_written(repository, capfdbinary, make):
    before = _lying_around(repository.parent)
    revision = commit(tree(("40000", b"story", make(blob(NEW)))))
    code, out, err = run(capfdbinary, "check", "story", "--base", revision)
    assert (code, out) == (2, "")
    assert err.startswith(("factcheck: --base: a file named 'story/", "factcheck: --base: fatal: empty filename in tree entry"))
    assert _lying_around(repository.parent) == before


def test_names_elsewhere_in_the_tree_are_no_concern(repository, capfdbinary):
    story = tree(("100644", b"a.txt", blob(OLD)), ("100644", b"b.txt", blob(NEW)))
    revision = commit(tree(("40000", b"..", tree(("100644", b"out.txt", blob(NEW)))), ("40000", b"story", story)))
    (repository / "story" / "b.txt").write_text(NEW)
    code, out, err = run(capfdbinary, "check", "story", "--base", revision)
    assert (code, err) == (0, "")
    assert "0 new, 1 kept, 0 resolved" in out


def test_links_and_submodules_of_a_revision_are_not_followed(repository, capfdbinary):
    (repository.parent / "secret.txt").write_text(NEW)
    link, module = blob("../../secret.txt"), "1" * 40
    revision = commit(tree(("40000", b"story", tree(("100644", b"a.txt", blob(OLD)), ("120000", b"b.txt", link), ("160000", b"c", module)))))
    (repository / "story" / "b.txt").write_text(NEW)
    before = _lying_around(repository.parent)
    code, out, err = run(capfdbinary, "check", "story", "--base", revision)
    assert (code, err) == (1, "")
    assert "1 new, 0 kept, 0 resolved" in out, "b.txt was a link then, so its number is new"
    assert _lying_around(repository.parent) == before


def test_only_stored_objects_are_read_and_no_folder_is_made(repository, capfdbinary, monkeypatch):
    git("add", "-A")
    git("commit", "-qm", "one")
    (repository / "story" / "b.txt").write_text(NEW)
    made = []
    monkeypatch.setattr("tempfile.mkdtemp", lambda *a, **k: made.append(a))
    assert run(capfdbinary, "check", "story", "--base", "main")[0] == 1
    assert (made, list((repository.parent / "tmp").iterdir())) == ([], [])


PROGRAMS = {
    "a file-system monitor": ("core.fsmonitor", "touch {ran}; false"),
    "hooks": ("core.hooksPath", "{hooks}"),
    "a pager": ("core.pager", "touch {ran}; cat"),
    "an ssh of its own": ("core.sshCommand", "touch {ran}; false"),
    "a differ": ("diff.external", "touch {ran}"),
    "a filter": ("filter.x.smudge", "touch {ran}; cat"),
    "an alias": ("alias.ls-tree", "!touch {ran}"),
    "a text converter": ("diff.x.textconv", "touch {ran}; cat"),
}


@pytest.mark.parametrize(("key", "value"), PROGRAMS.values(), ids=PROGRAMS)
def test_no_program_that_the_configuration_names_runs(repository, capfdbinary, key, value):
    (repository / ".gitattributes").write_text("*.txt filter=x diff=x\n")
    git("add", "-A")
    git("commit", "-qm", "one")
    hooks, ran = repository.parent / "hooks", repository.parent / "ran"
    hooks.mkdir()
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc", "fsmonitor-watchman"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / name).chmod(0o755)
    git("config", key, value.format(ran=ran, hooks=hooks))
    (repository / "story" / "b.txt").write_text(NEW)
    assert run(capfdbinary, "check", "story", "--base", "main")[0] == 1
    assert not ran.exists()


@pytest.mark.parametrize("embedded", [False, True], ids=["the clone itself", "a folder of it that looks like a repository"])
def test_a_missing_object_is_not_fetched(repository, capfdbinary, monkeypatch, embedded):
    """A partial clone asks a program for what it lacks; the one that its configuration names is somebody else's."""
    git("add", "-A")
    git("commit", "-qm", "one")
    lost = git("rev-parse", "HEAD:story/a.txt")
    ran = repository.parent / "ran"
    top = repository / ".git"
    if embedded:
        top = repository / "story"
        for part in ("objects", "refs"):
            subprocess.run(["cp", "-r", str(repository / ".git" / part), str(top / part)], check=True)
        (top / "HEAD").write_text("ref: refs/heads/main\n")
        monkeypatch.chdir(top)
    (top / "objects" / lost[:2] / lost[2:]).unlink()
    settings = "[core]\nrepositoryformatversion = 1\nbare = false\nworktree = .\n[extensions]\npartialClone = origin\n"
    settings += '[protocol "file"]\nallow = always\n'
    settings += f'[remote "origin"]\nurl = {repository.parent}\npromisor = true\nuploadpack = "touch {ran}; false"\n'
    (top / "config").write_text(settings if embedded else settings.replace("worktree = .\n", ""))
    code, _, err = run(capfdbinary, "check", "a.txt" if embedded else "story", "--base", "HEAD", "--allow-empty")
    assert not ran.exists()
    assert (code, err) == ((0, "") if embedded else (2, "factcheck: HEAD:story/a.txt: is not in this clone; "
                           "expected a clone with all files of the revision; fetch them with git first\n"))  # fmt: skip


def test_all_mistakes_of_a_revision_are_told_by_their_names_in_it(repository, capfdbinary):
    story = tree(("100644", b"a.txt", blob(OLD)), ("100644", b"b.txt", blob("")), ("100644", b"c.md", blob("\0\1\2")))
    revision = commit(tree(("40000", b"story", story)))
    code, _, err = run(capfdbinary, "check", "story", "--base", revision)
    assert code == 2
    lines = err.splitlines()
    assert lines[0] == "factcheck: 2 things could not be read"
    assert [line.split(": ")[0] for line in lines[1:]] == [f"  {revision}:story/b.txt", f"  {revision}:story/c.md"]


def test_objects_come_one_after_the_other_and_large_ones_are_passed_over(repository):
    small, large = blob(OLD), blob("x" * 3_000_000)
    with Repository() as stored:
        assert stored.read(small, "a", 100) == OLD.encode()
        with pytest.raises(TooLargeError, match=r"b: is larger than 100 bytes"):
            stored.read(large, "b", 100)
        assert stored.read(small, "a", 100) == OLD.encode()
        with pytest.raises(SourceError, match="c: is not in this clone"):
            stored.read("0" * 40, "c", 100)
        assert len(stored.read(large, "b", 3_000_000)) == 3_000_000


@pytest.mark.parametrize("revision", ["--help", "-h", "--output=x", ":", "HEAD:", "a..b", "\n", "HEAD\0", "@{999999}"])
def test_what_is_no_revision_is_told(repository, capfdbinary, revision):
    git("add", "-A")
    git("commit", "-qm", "one")
    code, out, err = run(capfdbinary, "check", "story", f"--base={revision}")
    assert (code, out) == (2, "")
    assert err.startswith(
        f"factcheck: --base: no revision '{revision.strip().replace(chr(0), '�')}" if revision.strip() else "factcheck: --base: no revision"
    )
    assert _lying_around(repository) == ["story", "story/a.txt"]


def test_the_corpus_file_of_then_counts(repository, capfdbinary):
    (repository / "story" / "b.txt").write_text(NEW)
    (repository / "story" / "corpus.toml").write_text('[[source]]\npath = "a.txt"\nlineage = "x"\n[[source]]\npath = "b.txt"\nlineage = "x"\n')
    git("add", "-A")
    git("commit", "-qm", "one")
    (repository / "story" / "corpus.toml").write_text('[[source]]\npath = "gone.txt"\n')
    git("add", "-A")
    git("commit", "-qm", "two")
    (repository / "story" / "corpus.toml").unlink()
    assert run(capfdbinary, "check", "story", "--base", "main")[2].startswith("factcheck: main:story/corpus.toml:2: no file 'gone.txt'")
    assert run(capfdbinary, "check", "story", "--base", "main~1", "--exit-zero")[0] == 0
