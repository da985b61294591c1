"""Names of the sources' files as tools on a repository want them: relative to its top folder, percent-encoded for URIs."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from factcheck.model import Source
from factcheck.report import Style


def repository_path(source: Source, style: Style) -> str:
    """The path of a source from the top of the repository; as the user gave it where it lies elsewhere, its id for standard input."""
    if source.path in ("", "-"):
        return source.id
    # A backslash parts folders where the working folder is written with it; elsewhere it belongs to a name, as in "b\\xff.txt".
    separator = "/" if "/" in style.folder else "\\"
    path = source.path.replace(separator, "/")
    if not style.root:
        return posixpath.normpath(path)
    full = posixpath.normpath(posixpath.join(style.folder.replace(separator, "/"), path))
    root = style.root.replace(separator, "/").rstrip("/") + "/"
    return full[len(root) :] if full.startswith(root) else posixpath.normpath(path)


def uri(source: Source, style: Style) -> str:
    """The same as a URI reference."""
    return quote(repository_path(source, style))
