"""Who may ask: whoever has the token, from the page itself, by the address that the server was started with. See SECURITY.md.

Another page that is open in the same browser can send requests here. It does not know the token; its requests bear its own Origin; and where it
has its own name point at this machine (DNS rebinding), they bear that name as Host. Each of the three is refused.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
_SAFE = ("GET", "HEAD")


@dataclass
class Keys:
    """The token in the address, and the tickets that lead a browser there once: a command line can be read by others on the machine."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _tickets: set[str] = field(default_factory=set)

    def ticket(self) -> str:
        """A new ticket."""
        made = secrets.token_urlsafe(24)
        self._tickets.add(made)
        return made

    def opens(self, given: str) -> bool:
        """Whether this is the token; the time that it takes tells nothing of it."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def used(self, given: str) -> bool:
        """Whether this is a ticket; it is none any more."""
        met = [t for t in self._tickets if hmac.compare_digest(given.encode("utf-8", "replace"), t.encode())]
        self._tickets.difference_update(met)
        return bool(met)


class Guard:
    """The application behind the checks of Host, token and Origin. It is given the path behind the token, and a nonce in ``scope["nonce"]``."""

    def __init__(self, app: ASGIApp, keys: Keys, hosts: Iterable[str], port: int, *, any_address: bool = False) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(f"{h}:{port}" for h in hosts) | (frozenset(hosts) if port == 80 else frozenset())
        self._port = port
        self._any = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        why = self._refused(scope)
        first, _, rest = scope["path"].lstrip("/").partition("/")
        if why is None and first == "open" and scope["method"] == "GET" and self._keys.used(rest):
            await _answer(send, 303, "", ((b"location", f"/{self._keys.token}/".encode()),))
        elif why is None and not self._keys.opens(first):
            await _answer(send, 403, "no such token; open the address that `factcheck serve` has printed")
        elif why is not None:
            await _answer(send, 403, why)
        elif not rest and not scope["path"].endswith("/"):
            await _answer(send, 303, "", ((b"location", f"/{self._keys.token}/".encode()),))
        else:
            nonce = secrets.token_urlsafe(16)
            inner = {**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode(), "root_path": "", "nonce": nonce}
            await self._app(inner, receive, _with_headers(send, nonce))

    def _refused(self, scope: Scope) -> str | None:
        """Why a request is not answered, None where it is."""
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        hosts = headers.get("host", [])
        if len(hosts) != 1 or not self._known(hosts[0].lower()):
            return "not the address that this server was started with"
        if any(site not in ("same-origin", "none") for site in headers.get("sec-fetch-site", [])) and scope["method"] not in _SAFE:
            return "another page may not ask here"
        if scope["method"] not in _SAFE and headers.get("origin", []) != [f"http://{hosts[0]}"]:
            return "another page may not ask here"
        return None

    def _known(self, host: str) -> bool:
        if host in self._hosts:
            return True
        name, _, port = host.rpartition(":")
        return self._any and port == str(self._port) and _is_address(name)  # a name could be anybody's; an address is this machine's own


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _policy(nonce: str) -> str:
    return (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _with_headers(send: Send, nonce: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS, (b"content-security-policy", _policy(nonce).encode())]
        await send(message)

    return sent


async def _answer(send: Send, status: int, text: str, more: Iterable[tuple[bytes, bytes]] = ()) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS, (b"content-security-policy", b"default-src 'none'"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
