"""What the page asks for, by path behind the token. Answers are JSON; a question that makes no sense is answered with the words of the error."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from factcheck.errors import FactcheckError, SourceError
from factcheck.files import too_large
from factcheck.serve.checker import Checker, MissingError, Wanted, wanted_of
from factcheck.serve.latest import Latest, OutdatedError, Progress

EXPORTS = {"markdown": ("text/markdown", "md"), "html": ("text/html", "html"), "json": ("application/json", "json")}
_NAME = 10_000  # bytes that a name in a header has at most


def application(checker: Checker) -> Starlette:
    """The application over a checker; whoever may ask it is for ``guard`` to say."""
    latest = Latest()
    application = _Application(checker, latest)
    routes = [Route("/", application.page), Route("/alive", application.alive)]
    asked = (application.source, application.draft, application.check, application.pair, application.why, application.accept, application.export)
    routes += [Route(f"/{ask.__name__}", _told(ask), methods=["POST"]) for ask in asked]
    return Starlette(routes=routes)


class _Application:
    def __init__(self, checker: Checker, latest: Latest) -> None:
        self._checker = checker
        self._latest = latest

    async def page(self, request: Request) -> Response:
        from factcheck.serve.view import shell

        return HTMLResponse(await self._latest.run(lambda: shell(self._checker, request.scope["nonce"])))

    async def alive(self, request: Request) -> Response:
        """That the server is there, and whether files have changed since."""
        return JSONResponse({"state": await self._latest.run(self._checker.state)})

    async def source(self, request: Request) -> Response:
        name, raw = _name(request), await self._body(request)
        taken = await self._latest.run(lambda: self._checker.take(name, raw))
        return JSONResponse({"key": taken.key, "name": taken.name, "sources": len(taken.sources)})

    async def draft(self, request: Request) -> Response:
        name, raw = _name(request), await self._body(request)
        edited = await self._latest.run(lambda: self._checker.edit(name, raw))
        return _json({"name": edited.name, "text": edited.text})

    async def check(self, request: Request) -> Response:
        data, wanted = await self._asked(request)
        window = _text(data, "window")

        def checked(progress: Progress) -> dict[str, Any]:
            return {**self._checker.check(wanted, progress).data(), "state": self._checker.state()}

        return _json(await self._latest.check(window, checked))

    async def pair(self, request: Request) -> Response:
        data, wanted = await self._asked(request)
        first, second = _text(data, "first"), _text(data, "second")
        return _json({"text": await self._latest.run(lambda: self._checker.explained(wanted, first, second))})

    async def why(self, request: Request) -> Response:
        data, wanted = await self._asked(request)
        finding = _text(data, "finding")
        return _json({"text": await self._latest.run(lambda: self._checker.why(wanted, finding))})

    async def accept(self, request: Request) -> Response:
        data, wanted = await self._asked(request)
        ids, reason, by = data.get("ids"), _text(data, "reason"), _text(data, "by")
        if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
            raise FactcheckError("ids", "no list of ids")
        return JSONResponse({"added": await self._latest.run(lambda: self._checker.accept(wanted, ids, reason, by))})

    async def export(self, request: Request) -> Response:
        data, wanted = await self._asked(request)
        form = _text(data, "format")
        if form not in EXPORTS:
            raise FactcheckError("format", f"unknown format '{form[:100]}'", expected=", ".join(EXPORTS))
        text = await self._latest.run(lambda: self._checker.export(wanted, form))
        media, suffix = EXPORTS[form]
        named = {"content-disposition": f'attachment; filename="figures.{suffix}"'}
        return Response(text.encode("utf-8", "surrogatepass"), media_type=media, headers=named)

    async def _body(self, request: Request) -> bytes:
        """All of a body, no more than a source may have."""
        raw = bytearray()
        async for piece in request.stream():
            raw += piece
            if len(raw) > self._checker.limit:
                raise too_large(_name(request) or "draft", self._checker.limit, SourceError)
        return bytes(raw)

    async def _asked(self, request: Request) -> tuple[dict[str, Any], Wanted]:
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise FactcheckError("content-type", "no JSON", expected="application/json")
        try:
            data = json.loads(await self._body(request))
        except (ValueError, RecursionError) as error:
            raise FactcheckError("", "no JSON", expected="an object") from error
        return data if isinstance(data, dict) else {}, wanted_of(data)


def _told(ask: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """The same question, with an answer where it could not be answered."""

    async def answered(request: Request) -> Response:
        try:
            return await ask(request)
        except OutdatedError:
            return JSONResponse({"outdated": True})
        except MissingError as missing:
            return JSONResponse({"missing": missing.keys, "error": str(missing)}, 409)
        except FactcheckError as error:
            return _json({"error": str(error)}, 422)
        except ClientDisconnect:
            return Response(status_code=400)
        except MemoryError:
            return JSONResponse({"error": "out of memory; check fewer or smaller sources, or lower the limits in factcheck.toml"}, 500)
        except Exception as error:
            text = " ".join(str(error).split())[:1000]
            return _json({"error": f"this is a bug in factcheck: {type(error).__name__}{': ' + text if text else ''}"}, 500)

    return answered


def _json(data: Any, status: int = 200) -> Response:
    """JSON in ASCII: text of sources may hold halves of characters that no UTF-8 has."""
    return Response(json.dumps(data).encode("ascii"), status, media_type="application/json")


def _name(request: Request) -> str:
    return unquote(request.headers.get("x-name", "")[:_NAME], errors="replace")


def _text(data: dict[str, Any], key: str) -> str:
    found = data.get(key, "")
    if not isinstance(found, str):
        raise FactcheckError(key, "no text", expected="a text")
    return found
