"""The server itself: a port of this machine, a browser that is led there, and an end by Ctrl-C."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from factcheck.errors import ConfigError
from factcheck.serve.app import application
from factcheck.serve.checker import Checker
from factcheck.serve.guard import Guard, Keys

if TYPE_CHECKING:
    import uvicorn

_GRACE = 1  # seconds that a request has left when the server ends
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def serve(checker: Checker, host: str, port: int, *, browser: bool, say: Callable[[str], None]) -> None:
    """Answer until a signal ends it, which is then raised as if there were no server.

    Raises:
        ConfigError: the port is taken, or there is no such address.
    """
    keys = Keys()

    def ready(base: str) -> None:
        say(f"at {base}/{keys.token}/ until Ctrl-C")
        if not _is_loopback(host):
            say(f"others can reach {host}: whoever has the address reads what is checked, and the way there is not encrypted")
        if browser and not opened(f"{base}/open/{keys.ticket()}"):
            say("no browser was found; open the address in one")

    with bound(host, port) as listening:
        prepared(checker, host, listening.getsockname()[1], keys, ready).run(sockets=[listening])


def prepared(checker: Checker, host: str, port: int, keys: Keys, ready: Callable[[str], None]) -> uvicorn.Server:
    """A server that does not run yet. ``ready`` is called once it answers, and heeds signals, with the address before the token."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(base)

    shown = (f"[{host}]" if ":" in host else host).lower()
    anywhere = _is(host, "is_unspecified")
    names = {shown, *(_LOCAL if anywhere or _is_loopback(host) else ())}
    settings = uvicorn.Config(
        Guard(application(checker), keys, names, port, any_address=anywhere),
        http="h11",  # the one that is always there: what answers must not hang on what else is installed
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,  # it would print the token
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
    )
    base = f"http://{'127.0.0.1' if anywhere else shown}:{port}"
    return Server(settings)


def _is_loopback(host: str) -> bool:
    return host == "localhost" or _is(host, "is_loopback")


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine.

    Raises:
        ConfigError: the port is taken, or there is no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except OverflowError as error:
        made.close()
        raise ConfigError("--port", f"{port} is no port", expected="0 to 65535") from error
    except OSError as error:
        made.close()
        if isinstance(error, socket.gaierror) or error.errno in _NO_ADDRESS:
            raise ConfigError("--host", f"{host} is no address of this machine", expected="127.0.0.1, or another that it has") from error
        why = "is taken by another program" if error.errno in _TAKEN else f"cannot be listened at: {error.strerror}"
        raise ConfigError("--port", f"{port} {why}", remedy="end that, or take another: --port 0 is any that is free") from error
    return made


_TAKEN = (98, 48, 10048)  # EADDRINUSE of Linux, macOS, Windows
_NO_ADDRESS = (99, 49, 10049)  # EADDRNOTAVAIL


def opened(address: str) -> bool:
    """Whether there is a browser with a window; it is then led to the address. One that runs in the terminal is none: it would take it over."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    chosen = bool(os.environ.get("BROWSER"))
    if isinstance(found, webbrowser.GenericBrowser) and not isinstance(found, webbrowser.BackgroundBrowser) and not chosen:
        return False

    def lead() -> None:
        with suppress(OSError, webbrowser.Error):  # it was there a moment ago; the address is printed
            found.open(address)

    threading.Thread(target=lead, daemon=True).start()  # some browsers give the terminal back only when they are closed
    return True


def _is(host: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(host), what))
    except ValueError:
        return False
