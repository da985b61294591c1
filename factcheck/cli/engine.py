"""Where ``check`` and ``scan`` have their work done: ``--engine`` and ``--scheduler``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from factcheck.config import ENGINES, Config, nearest
from factcheck.errors import ConfigError
from factcheck.execute import DASK, Flow, crew, worthwhile

Engine = Annotated[
    str | None,
    typer.Option("--engine", metavar="NAME", help="local: processes of this machine; dask: workers of Dask, here or elsewhere.", show_default=False),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Of --engine dask: tcp://HOST:PORT or tls://HOST:PORT; else a cluster on this machine."),
]


def with_engine(config: Config, engine: str | None, scheduler: str | None) -> Config:
    """The settings with what the command line says of the engine.

    Raises:
        ConfigError: an engine that there is not, a scheduler for one that has none, or what is no address.
    """
    if engine is not None and engine not in ENGINES:
        raise ConfigError("--engine", f"unknown engine '{engine}'", expected=nearest(engine, ENGINES))
    config = config.with_flags(engine=engine, scheduler=scheduler)
    if scheduler is not None and config.engine != DASK:
        raise ConfigError("--scheduler", f"the engine {config.engine} has no scheduler", remedy="add --engine dask")
    if config.engine == DASK and config.scheduler is not None:
        from factcheck.execute.address import plain

        place = "--scheduler" if scheduler is not None else "FACTCHECK_SCHEDULER"
        return config.with_flags(scheduler=plain(config.scheduler, place))
    return config


@contextmanager
def extracting(config: Config) -> Iterator[Flow | None]:
    """Who extracts for all stories of a command; None where each story starts the processes that it is worth.

    Raises:
        MissingExtraError: Dask is asked for and not installed.
        ConfigError: the scheduler cannot be reached, or has no workers of this version.
    """
    if config.engine != DASK:
        yield None
        return
    with crew(worthwhile(config.jobs, 0), config.engine, config.scheduler) as flow:
        yield flow
