"""No code of the folder that is checked ever runs: not in the command, not in its workers, not in what installs it in CI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from factcheck.cli.init import WORKFLOW
from factcheck.config import locale
from factcheck.errors import FactcheckError
from factcheck.execute import run
from factcheck.execute.pool import import_path
from factcheck.tables.yamlfile import parse_yaml, read_yaml

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).parent / "factcheck"
TEXTS = {"a.txt": "The ferry carried 275 passengers.\n", "b.txt": "The ferry carried 257 passengers.\n"}
# What is imported on the way, or would be if it were there; and what Python looks for by itself.
OTHERS = (
    *("factcheck", "numpy", "pandas", "pyarrow", "ruamel", "rich", "typer", "click", "shellingham", "jinja2", "markupsafe", "tabulate"),
    *("charset_normalizer", "quantulum3", "inflect", "rapidfuzz", "pygments", "colorama", "typing_extensions", "annotated_doc", "pip", "setuptools"),
    *("pygls", "lsprotocol", "cattrs", "attr", "attrs"),
    *("dask", "distributed", "tornado", "msgpack", "cloudpickle", "tblib", "toolz", "tlz", "psutil", "sortedcontainers", "zict", "fsspec", "locket"),
    *(
        "cryptography",
        "cffi",
        "lz4",
        "snappy",
        "zstandard",
        "blosc",
        "uvloop",
        "urllib3",
        "importlib_metadata",
        "partd",
        "mmh3",
        "xxhash",
        "cityhash",
    ),
    *("sitecustomize", "usercustomize", "conftest", "yaml", "simplejson", "cchardet", "chardet", "org", "_distutils_hack", "readline"),
)


@pytest.fixture
def planted(tmp_path):
    """A story in a folder that holds a module of every name that could be imported; each says so when it runs."""
    folder = tmp_path / "planted"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    for name in sorted({*sys.stdlib_module_names, *OTHERS}):
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name + ' '!r})\nraise SystemExit(7)\n")
    return folder


def _ran(folder: Path) -> str:
    told = folder.parent / "ran"
    return told.read_text() if told.exists() else ""


def _run(command, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FACTCHECK_", "PYTHON"))}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


COMMANDS = {
    "the command": [COMMAND, "check", "."],
    "workers": [COMMAND, "check", ".", "--jobs", "2"],
    "workers that extract": [COMMAND, "extract", ".", "--jobs", "2"],
    "the module, isolated": [sys.executable, "-I", "-m", "factcheck", "check", ".", "--jobs", "2"],
    "the module, safe path": [sys.executable, "-P", "-m", "factcheck", "check", ".", "--jobs", "2"],
    "a page": [COMMAND, "check", ".", "--output", "html:../r.html", "--output", "csv:../csv"],
}


@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_nothing_that_lies_in_the_folder_is_imported(planted, command):
    done = _run(command, planted)
    assert _ran(planted) == ""
    assert done.returncode == (0 if "extract" in command else 1), done.stderr
    assert "257" in done.stdout


@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
def test_nothing_that_lies_in_the_folder_is_imported_by_the_workers_of_dask(planted):
    """They say what the command says by itself, and nothing of their own."""
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    alone = _run([COMMAND, "check", ".", "--no-cache"], planted)
    done = _run([COMMAND, "check", ".", "--no-cache", "--engine", "dask", "--jobs", "2"], planted)
    assert _ran(planted) == ""
    assert "257" in done.stdout
    assert (done.returncode, done.stdout, done.stderr) == (alone.returncode, alone.stdout, alone.stderr)


@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
def test_so_much_text_that_workers_start_by_themselves(planted):
    (planted / "long.txt").write_text("The harbour was quiet all day and nobody spoke of it.\n\n" * 60_000)
    done = _run([COMMAND, "check", ".", "--quiet"], planted)
    assert (done.returncode, _ran(planted)) == (1, "")


def test_a_script_that_lies_in_the_folder_lends_its_folder_to_no_worker(planted):
    """A script without ``if __name__ == "__main__"`` works too: no worker runs it once more."""
    (planted / "selectors.py").unlink()
    script = planted.parent / "script.py"
    inner = f"import sys; sys.path.insert(0, {str(planted)!r}); sys.argv[0] = {str(planted / 'script.py')!r}\n"
    script.write_text(
        "import concurrent.futures, subprocess, factcheck.api, factcheck.pipeline, factcheck.tables, factcheck.execute.pool, pickle, signal\n"
        "print('once')\n"
        f"{inner}"
        "from factcheck.execute import run\n"
        "from factcheck.pipeline import extract_one\n"
        "from factcheck.model import Source\n"
        "found = list(run(extract_one, [Source('a', 'About 275 troops came.'), Source('b', 'About 280 troops came.')], 2))\n"
        "print([f.surface for e in found for f in e.figures])\n"
    )
    done = _run([sys.executable, script], planted)
    assert (done.stdout, _ran(planted)) == ("once\n['275', '280']\n", ""), done.stderr


def test_a_worker_is_of_the_same_version_whatever_else_has_the_name_of_the_package(tmp_path):
    (tmp_path / "other" / "factcheck").mkdir(parents=True)
    (tmp_path / "other" / "factcheck" / "__init__.py").write_text("raise SystemExit('of another version')\n")
    code = (
        "import sys, factcheck.pipeline, factcheck.execute.pool\n"
        f"sys.path.insert(1, {str(tmp_path / 'other')!r})\n"
        "from factcheck.execute import run\n"
        "from factcheck.pipeline import extract_one\n"
        "from factcheck.model import Source\n"
        "print([f.surface for e in run(extract_one, [Source('a', '275 troops.'), Source('b', '280 troops.')], 2) for f in e.figures])\n"
    )
    done = _run([sys.executable, "-c", code], ROOT)
    assert done.stdout == "['275', '280']\n", done.stderr


def test_a_worker_has_neither_the_working_folder_nor_that_of_the_script(tmp_path, monkeypatch):
    for name in ("here", "script", "library"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "script" / "run.py")])
    given = ["", ".", "lib", str(tmp_path / "here"), str(tmp_path / "link"), str(tmp_path / "script"), str(tmp_path / "library"), str(ROOT)]
    assert import_path(given) == [str(tmp_path / "library"), str(ROOT)]


_locale = partial(locale, place="x")  # a function of the package: the tests are none of what a worker can import


def test_workers_answer_in_order_and_their_errors_arrive_whole():
    assert list(run(len, ["a", "bc", "def"], 2)) == [1, 2, 3]
    assert list(run(len, ["x" * n for n in range(50)], 3)) == list(range(50))
    with pytest.raises(TypeError, match="no len"):
        list(run(len, ["a", 5], 2))  # type: ignore[list-item]
    with pytest.raises(FactcheckError, match="x: unknown locale 'x'; expected one of") as caught:
        list(run(_locale, ["en", "x"], 2))
    assert caught.value.place == "x"


def test_a_worker_that_goes_away_is_told_in_a_sentence():
    with pytest.raises(FactcheckError, match=r"a worker process has ended.*try --jobs 1"):
        list(run(os._exit, [9, 9], 2))


# --- what CI runs -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
def test_the_language_server_imports_nothing_of_the_folder(planted):
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    document = {"uri": (planted / "a.txt").as_uri(), "languageId": "plaintext", "version": 1, "text": TEXTS["a.txt"]}
    where = {"textDocument": {"uri": document["uri"]}, "position": {"line": 0, "character": 20}}
    messages = (
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": planted.as_uri()}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "textDocument/hover", "params": where},
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FACTCHECK_", "PYTHON"))}
    with subprocess.Popen([COMMAND, "lsp"], cwd=planted, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as server:
        for message in messages:
            body = json.dumps({"jsonrpc": "2.0", **message}).encode()
            server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        answered = piece = b"-"
        while piece and b"passengers" not in answered.rpartition(b"contents")[2]:
            piece = os.read(server.stdout.fileno(), 65536)
            answered += piece
        server.stdin.close()
        server.wait(60)
    assert b"257 passengers" in answered
    assert _ran(planted) == ""


@pytest.mark.parametrize("steps", [read_yaml(ROOT / "action.yml")["runs"]["steps"], parse_yaml(WORKFLOW.encode(), "w")["jobs"]["figures"]["steps"]])
def test_what_ci_runs_imports_nothing_of_the_checkout(steps):
    scripts = [s["run"] for s in steps if "run" in s]
    starts = [line.strip() for script in scripts for line in script.splitlines() if "python" in line]
    assert starts
    assert all(line.startswith("python -I -m pip install ") for line in starts), "python -m puts the checkout in front of all imports"
    assert all("${{" not in script for script in scripts), "names of branches and files come in through the environment"


def test_pip_as_ci_starts_it_leaves_the_checkout_alone(planted):
    done = _run([sys.executable, "-I", "-m", "pip", "--version"], planted)
    assert (done.returncode, _ran(planted)) == (0, "")
    assert done.stdout.startswith("pip ")
