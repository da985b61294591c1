"""Work done by workers of Dask: the same bytes, whoever ends in the middle of it, and nobody who is of another version."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from archives import bytes_of, many
from commandline import run

from factcheck.config import Config, locale
from factcheck.errors import ConfigError, FactcheckError, MissingExtraError
from factcheck.execute import crew, dask_engine, dask_worker
from factcheck.execute.spread import _each
from factcheck.scan import judge, scan, take

pytest.importorskip("distributed", reason="the extra dask is not installed")
pytest.importorskip("cryptography", reason="the extra dask is not installed")
psutil = pytest.importorskip("psutil", reason="the extra dask is not installed")

ROOT = Path(__file__).resolve().parent.parent
GULF = ROOT / "tests" / "corpora" / "gulf-deployment"
EVALUATED = partial(_each, eval)  # a work whose items say what happens
KILLS = "__import__('os')._exit(9)"


@pytest.fixture(scope="module")
def cluster():
    """Two workers for all tests, and the flow over them."""
    kept = []

    class Kept(dask_engine.Own):
        def __enter__(self):
            kept.append(self)
            return super().__enter__()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dask_engine, "Own", Kept)
        with crew(2, "dask") as flow:
            yield SimpleNamespace(flow=flow, own=kept[0], scheduler=kept[0].cluster.scheduler)


@pytest.fixture
def used(cluster, monkeypatch):
    """The cluster in place of any that a command would start, and batches of a few articles."""

    def theirs(jobs, engine, scheduler):
        return nullcontext(cluster.flow) if engine == "dask" else crew(jobs)

    monkeypatch.setattr("factcheck.scan.run.crew", theirs)
    monkeypatch.setattr("factcheck.cli.engine.crew", theirs)
    monkeypatch.setattr(take, "_ARTICLES", 2)
    monkeypatch.setattr(judge, "_ARTICLES", 2)
    return cluster


def _until(found, seconds=20):
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.01)
    return value


# --- what comes out -----------------------------------------------------------------------------------------------------------------------------


def test_results_and_errors_arrive_whole_and_in_order(cluster):
    batches = [(str(n), f"{n} + 1") for n in range(20)]
    assert list(cluster.flow(EVALUATED, [(), *batches, ()])) == [[], *([n, n + 1] for n in range(20)), []]
    with pytest.raises(ZeroDivisionError):
        list(cluster.flow(EVALUATED, [("1", "1 / 0")]))
    with pytest.raises(FactcheckError, match=r"^x: unknown locale 'x'; expected one of") as caught:
        list(cluster.flow(partial(_each, partial(locale, place="x")), [("en", "x")]))
    assert caught.value.place == "x"


def test_no_more_is_on_its_way_than_keeps_the_workers_busy(cluster):
    made = []

    def batches():
        for n in range(30):
            made.append(n)
            yield (str(n),)

    for done, _ in enumerate(cluster.flow(EVALUATED, batches())):
        assert len(made) - done <= 6


def test_a_check_tells_the_same(used, capfdbinary):
    assert run(capfdbinary, "check", GULF, "--engine", "dask", "--format", "json") == run(capfdbinary, "check", GULF, "--format", "json")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes cannot be stopped here")
def test_a_worker_that_is_killed_in_a_scan_loses_nothing(used, tmp_path):
    """One worker is stopped, so that what it was given cannot be done; once it has something, it is killed by its process id."""
    archive = many(tmp_path / "archive")
    local = scan([str(archive)], tmp_path / "local", Config(), title="archive")
    assert _until(lambda: used.own.tend() == len(used.scheduler.workers))
    victim = used.own.workers[0].pid
    os.kill(victim, signal.SIGSTOP)
    had = []

    def kill():
        had.extend(_until(lambda: [t.key for w in list(used.scheduler.workers.values()) if w.pid == victim for t in list(w.processing)]))
        os.kill(victim, signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    done = scan([str(archive)], tmp_path / "dask", Config(engine="dask"), title="archive")
    killer.join()
    assert had
    assert victim not in {w.pid for w in used.own.workers}, "another one has taken its place"
    assert done == local
    assert bytes_of(tmp_path / "dask") == bytes_of(tmp_path / "local")


def test_what_ends_every_worker_is_named_and_what_was_beside_it_is_done(cluster, monkeypatch):
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    found = []
    with pytest.raises(FactcheckError, match=r"^--engine dask: workers have ended while it worked on article KILLS; see that they have the memory"):
        for results in cluster.flow(EVALUATED, [("1", "2"), ("3", KILLS), ("4",)], lambda i: f"article {i.replace(KILLS, 'KILLS')}"):
            found += results
    assert found == [1, 2]
    assert list(cluster.flow(EVALUATED, [("5",)])) == [[5]]


def test_workers_that_end_again_and_again_end_the_run(monkeypatch):
    from factcheck.execute import dask_local

    def ended(*_, **__):
        process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"], stdin=subprocess.PIPE)
        process.wait()
        return process

    monkeypatch.setattr(dask_local, "started", ended)
    monkeypatch.setattr(dask_local, "_ENDS", 1)
    own = dask_local.Own(1)
    own.workers, own._send = [ended()], lambda worker: None
    assert own.tend() == own.tend() == 1
    own.done()  # a batch in between: they may end as often again
    assert own.tend() == own.tend() == 1
    with pytest.raises(FactcheckError, match="one worker process after the other has ended, the last with 3"):
        own.tend()
    for process in own.workers:
        process.stdin.close()


def test_a_worker_has_no_more_memory_than_its_share(cluster, monkeypatch):
    shares = [w.memory_limit for w in list(cluster.scheduler.workers.values())]
    assert shares == [cluster.own._memory] * len(shares)

    def end(code):
        raise InterruptedError(code)

    monkeypatch.setattr(os, "_exit", end)
    with pytest.raises(InterruptedError, match="137"):
        asyncio.run(dask_worker._bounded(1))
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(dask_worker._bounded(10**15), 0.05))


# --- whom it trusts -------------------------------------------------------------------------------------------------------------------------------


def test_a_cluster_of_our_own_listens_to_who_has_its_key_at_this_machine_only(cluster):
    from distributed import Client, Security

    def there():
        cluster.own.tend()
        return {w.pid for w in list(cluster.scheduler.workers.values())} == {w.pid for w in cluster.own.workers}

    assert _until(there)
    for process in (psutil.Process(), *(psutil.Process(w.pid) for w in cluster.own.workers)):
        listening = [c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN]
        assert listening == ["127.0.0.1"]
    with pytest.raises(OSError, match="TLS certificate does not match"):
        Client(cluster.scheduler.address, security=Security.temporary(), timeout=0.5, set_as_default=False)
    with pytest.raises(OSError, match="closed"):
        Client(cluster.scheduler.address.replace("tls", "tcp"), timeout=0.5, set_as_default=False)


def test_another_version_is_refused_before_anything_is_unpacked(monkeypatch):
    done, error = pickle.loads(dask_worker.answer("another", b"no pickle"))
    assert (done, type(error)) == (False, FactcheckError)
    assert "has another version of factcheck" in str(error)
    package = dask_worker.version()
    monkeypatch.setattr("factcheck.cache.version._PACKAGE", ROOT / "factcheck" / "model")
    dask_worker.version.cache_clear()
    assert dask_worker.version() != package
    dask_worker.version.cache_clear()


def test_a_scheduler_by_its_address(cluster, monkeypatch):
    """By TLS as the configuration of Dask has it; a worker of another version is refused when the run begins, and one that joins later, too."""
    import dask

    names = ("ca_file", "client_key", "client_cert")
    settings = {f"distributed.comm.tls.{n.replace('_', '.' if 'client' in n else '-')}": getattr(cluster.own.security, f"tls_{n}") for n in names}
    with dask.config.set(settings):
        with crew(1, "dask", cluster.scheduler.address) as flow:
            assert list(flow(EVALUATED, [("1",), ("2", "3")])) == [[1], [2, 3]]
            monkeypatch.setattr(dask_engine, "version", lambda: "another")
            with pytest.raises(FactcheckError, match=r"the worker tls://127.0.0.1:\d+ has another version of factcheck"):
                list(flow(EVALUATED, [("1",)]))
        with pytest.raises(FactcheckError, match="has another version of factcheck"), crew(1, "dask", cluster.scheduler.address):
            pass


# --- what cannot be -------------------------------------------------------------------------------------------------------------------------------

REFUSED = [
    (["--scheduler", "tcp://a:1"], {}, "--scheduler: the engine local has no scheduler; add --engine dask"),
    (["--engine", "dusk"], {}, "--engine: unknown engine 'dusk'; expected 'dask'"),
    (
        ["--engine", "dask", "--scheduler", "inproc://a"],
        {},
        "--scheduler: 'inproc://a' is no address of a scheduler; expected tcp://HOST:PORT or tls://HOST:PORT",
    ),
    (["--engine", "dask", "--scheduler", "a:70000"], {}, "'a:70000' is no address"),
    (["--engine", "dask", "--scheduler", ""], {}, "--scheduler: nothing behind it"),
    (["--engine", "dask"], {"FACTCHECK_SCHEDULER": "a"}, "FACTCHECK_SCHEDULER: 'a' is no address"),
    ([], {"FACTCHECK_ENGINE": "dusk"}, "FACTCHECK_ENGINE: unknown engine 'dusk'; expected local or dask"),
    (["--engine", "dask", "--scheduler", "CLOSED"], {}, "no scheduler of Dask answers at tcp://127.0.0.1:"),
    (["--engine", "dask", "--scheduler", "SILENT"], {}, "no scheduler of Dask answers at tcp://127.0.0.1:"),
]


@pytest.mark.parametrize(("arguments", "environment", "told"), REFUSED, ids=[r[2][:50] for r in REFUSED])
@pytest.mark.parametrize("command", [["check"], ["scan", "--out", "out"]], ids=["check", "scan"])
def test_refused(command, arguments, environment, told, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setattr(dask_engine, "_CONNECT", 0.3)
    monkeypatch.chdir(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.create_server(("127.0.0.1", 0)) as closed:
        ports = {"SILENT": silent.getsockname()[1], "CLOSED": closed.getsockname()[1]}
        closed.close()
        given = [f"127.0.0.1:{ports[a]}" if a in ports else a for a in arguments]
        code, out, err = run(capfdbinary, *command, GULF, *given)
    assert (code, out) == (2, "")
    assert err.startswith("factcheck: ")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("setting", ["engine", "scheduler"])
def test_no_project_says_where_its_texts_go(setting, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "factcheck.toml").write_text(f'{setting} = "dask"\n')
    code, _, err = run(capfdbinary, "check", GULF)
    assert (code, f"{setting}: is for the machine to say, not for a project" in err) == (2, True)


def test_a_scheduler_without_workers(monkeypatch):
    from distributed import LocalCluster

    monkeypatch.setattr(dask_engine, "_FIRST", 0.1)
    with (
        LocalCluster(n_workers=0, protocol="tcp://", host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=False) as empty,
        dask_worker.quiet(),
        pytest.raises(ConfigError, match=f"{empty.scheduler_address} has no workers; start some"),
        crew(1, "dask", empty.scheduler_address),
    ):
        pass


def test_without_the_extra(tmp_path, monkeypatch):
    monkeypatch.setattr(dask_engine, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"^--engine dask: needs distributed, which is not installed; in the clone: pip install '.\[dask\]'"):
        scan([str(GULF)], tmp_path / "out", Config(engine="dask"))
    assert not (tmp_path / "out").exists()


def test_nothing_of_dask_is_imported_unless_it_is_asked_for():
    code = "import sys; from factcheck.cli import main; main(['check', sys.argv[1], '-q']); print({'dask', 'distributed'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, GULF], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# --- a process of its own ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are not listed on this system")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_from_outside_that_is_ended_leaves_no_worker_and_no_litter(tmp_path, number):
    many(tmp_path / "archive", 1_000)
    (tmp_path / "temporary").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "temporary")}
    command = [sys.executable, "-m", "factcheck", "scan", "archive", "--out", "out", "--engine", "dask", "-j", "1", "--log-format", "json"]
    interrupted = partial(signal.signal, signal.SIGINT, signal.default_int_handler)  # a test that runs in the background has it ignored
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=interrupted) as process:
        first = process.stderr.readline()
        assert '"event": "progress", "stage": "extract"' in first
        workers = psutil.Process(process.pid).children()
        process.send_signal(number)
        lines = process.communicate(timeout=30)[1].splitlines()
    assert len(workers) == 1
    assert process.returncode in (-number, 128 + number)
    assert [line for line in lines if not line.startswith("{")] == []
    assert _until(lambda: not any(w.is_running() and w.status() != psutil.STATUS_ZOMBIE for w in workers))
    assert _until(lambda: not list((tmp_path / "temporary").iterdir()))
