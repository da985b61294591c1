"""Reports are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from factcheck.cli.files import write_file, write_output
from factcheck.errors import ConfigError


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    report = tmp_path / "report.md"
    report.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match="No space left on device"):
        write_file(report, b"new")
    assert report.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    report = tmp_path / "report.md"
    report.write_text("old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(report, b"new")
    assert report.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_the_mode_of_the_old_file_is_kept_and_a_new_one_has_the_usual(tmp_path):
    report = tmp_path / "report.md"
    report.write_text("old")
    report.chmod(0o640)
    write_file(report, b"new")
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    plain = tmp_path / "plain"
    plain.touch()
    write_file(tmp_path / "deep" / "er" / "new.md", b"x")
    assert stat.S_IMODE((tmp_path / "deep" / "er" / "new.md").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_file(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_several_files_need_a_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="expected a folder"):
        write_output(tmp_path / "file", {"a.csv": b"1"})
    write_output(tmp_path / "tables", {"a.csv": b"1", "b.csv": b"2"})
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == ["a.csv", "b.csv"]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ConfigError, match="cannot be written"):
        write_file(tmp_path, b"x")
