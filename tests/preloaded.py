"""The command line in processes that start at once: forked from one that has imported everything, as most of a start is import.

Each is a process of its own with the standard streams, the working folder and the environment that its starter gives it; that the program also
starts from nothing is for the tests that start it so. Run as a script this file is either side: ``serve`` is the process that is forked,
``start`` a small one that hands its streams over, waits, and ends with the exit code of what was started.
"""

from __future__ import annotations

import json  # and nothing else that the small side does not need
import os
import signal
import socket
import sys
from functools import cache
from typing import Any

MOST = 1 << 20  # bytes of arguments and environment
_LONGEST = 600  # seconds until the system ends what was started, should the test that waited for it have given up
_COMMAND = ("factcheck.cli.app", "factcheck.lsp.handlers")
_TABLES = ("factcheck.scan", "factcheck.scan.tables", "pandas", "pyarrow.parquet")


def command(*arguments: str) -> list[str]:
    """What to run in place of ``python -m factcheck`` with these arguments; the first call of a session starts the process that is forked."""
    return [sys.executable, "-IS", __file__, "start", _address(*_COMMAND), *arguments]


def module(name: str, *arguments: str) -> list[str]:
    """What to run in place of ``python -m`` with another module, such as pytest, and these arguments."""
    return [sys.executable, "-IS", __file__, "start", _address(*_COMMAND), "-m", name, *arguments]


def python(code: str, *arguments: str) -> list[str]:
    """What to run in place of ``python -c`` with this code, which makes use of archives and their tables, and these arguments."""
    return [sys.executable, "-IS", __file__, "start", _address(*_TABLES), "-c", code, *arguments]


@cache
def _address(*modules: str) -> str:
    import atexit
    import shutil
    import subprocess
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp(prefix="factcheck-start-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = str(folder / "s")
    root = str(Path(__file__).resolve().parent.parent)
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FACTCHECK", "SOURCE_DATE_EPOCH", "CI"))} | {"PYTHONPATH": root}
    serve = [sys.executable, __file__, "serve", address, *modules]
    server = subprocess.Popen(serve, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean, cwd=root, start_new_session=True)
    assert server.stdin is not None
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    server.stdout.close()
    atexit.register(server.wait)
    atexit.register(server.stdin.close)  # it ends with its standard input, so also where the session is killed
    return address


def _serve(address: str, modules: list[str]) -> None:
    import importlib
    import selectors
    import threading

    import factcheck

    for module in modules:
        importlib.import_module(module)
    factcheck.check({"a": "The crew sold 12 goats.", "b": "The crew sold 13 goats."})  # tables are read before
    assert threading.active_count() == 1, "a lock that a thread holds would never open in what is forked"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait
    with socket.socket(socket.AF_UNIX) as listening, selectors.DefaultSelector() as either:
        listening.bind(address)
        listening.listen(64)
        os.write(1, b"ready\n")
        either.register(listening, selectors.EVENT_READ)
        either.register(0, selectors.EVENT_READ)
        while not any(key.fd == 0 for key, _ in either.select()):
            connection, _ = listening.accept()
            with connection:
                if not os.fork():
                    listening.close()
                    _wait(connection)


def _wait(connection: socket.socket) -> None:
    """Start what the other side asks for, and tell it the exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, streams, _, _ = socket.recv_fds(connection, MOST, 3)
    while not told.endswith(b"\n"):
        told += connection.recv(MOST)
    asked = json.loads(told)
    started = os.fork()
    if not started:
        connection.close()
        _run(asked, streams)
    for stream in (*streams, 0, 1, 2):
        os.close(stream)  # a pipe ends when the last who holds it lets go
    code = os.waitstatus_to_exitcode(os.waitpid(started, 0)[1])
    connection.sendall(b"%d" % (code if code >= 0 else 128 - code))
    os._exit(0)


def _run(asked: dict[str, Any], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    signal.alarm(_LONGEST)
    arguments = asked["arguments"]
    how = arguments[0] if arguments[:1] in (["-c"], ["-m"]) else ""
    sys.argv = arguments[1:] if how == "-m" else ["-c", *arguments[2:]] if how == "-c" else ["factcheck", *arguments]
    sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
    code = 1
    try:
        if how == "-c":
            exec(compile(arguments[1], "<string>", "exec"), {"__name__": "__main__"})
            code = 0
        elif how == "-m":
            import runpy

            sys.path[0] = asked["folder"]  # in the place of the folder of this script
            runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        else:
            from factcheck.cli import run

            run()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _start(address: str, arguments: list[str]) -> None:
    asked = {"arguments": arguments, "folder": os.getcwd(), "environment": dict(os.environ)}  # noqa: PTH109 - what the system says
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        told = json.dumps(asked).encode() + b"\n"
        sent = socket.send_fds(connection, [told], [0, 1, 2])
        connection.sendall(told[sent:])
        for stream in (0, 1, 2):
            os.close(stream)
        code = connection.recv(16)
    os._exit(int(code or b"1"))


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve(sys.argv[2], sys.argv[3:])
    else:
        _start(sys.argv[2], sys.argv[3:])
