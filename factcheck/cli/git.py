"""What of git is used: names and stored objects of a revision, in two or three short runs and one long one. Nothing is written.

A repository may belong to somebody else, and its configuration can name programs. So nothing is fetched, no hook, filter, file-system monitor,
pager or helper runs, and a folder of texts that looks like a bare repository is none.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import TracebackType

from factcheck.errors import ConfigError, SourceError, TooLargeError
from factcheck.files import real, too_large

_SETTINGS = (
    *("protocol.allow=never", "safe.bareRepository=explicit", "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.pager=cat"),
    *(
        "core.attributesFile=/dev/null",
        "core.sshCommand=false",
        "core.askPass=",
        "credential.helper=",
        "diff.external=",
    ),
)
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",  # git 2.45 and later; before, the next line keeps it from fetching
    "GIT_ALLOW_PROTOCOL": "none",  # stands above what a repository allows itself for one protocol
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_ASKPASS": "",
}
_BARRED = ("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND")
_PIECE = 1_000_000  # bytes read at once of what is thrown away


class Repository:
    """The repository around the working folder; a ``with`` block ends what it has started."""

    def __init__(self) -> None:
        here = Path.cwd()
        around = next((f for f in (here, *here.parents) if os.path.lexists(f / ".git")), here)
        # Asked from its top, git looks at no folder below, where somebody could have laid out a repository.
        self.root = real(os.fsdecode(self._asked_in(around, "rev-parse", "--show-toplevel").rstrip(b"\n")))
        self._objects: subprocess.Popen[bytes] | None = None

    def commit(self, revision: str) -> str:
        """The commit that a revision names.

        Raises:
            ConfigError: there is none.
        """
        what = f"no revision '{revision}'"
        if revision.startswith("-") or "\0" in revision:
            raise ConfigError("--base", what, expected="a revision of this repository")
        return self._asked_in(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=what).decode().strip()

    def blobs(self, commit: str) -> dict[str, str]:
        """The files of a commit by name, with their objects. Links and submodules are not among them: both lead elsewhere."""
        found = {}
        for entry in self._asked_in(self.root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            about, tab, raw = entry.partition(b"\t")
            if tab and about.split()[1] == b"blob" and about.split()[0] != b"120000":
                found[os.fsdecode(raw)] = about.split()[2].decode()
        return found

    def read(self, blob: str, place: str, limit: int) -> bytes:
        """A stored object, all through one ``git cat-file --batch``.

        Raises:
            TooLargeError: it has more than ``limit`` bytes.
            SourceError: it is not in this clone.
        """
        if self._objects is None:
            self._objects = _started(self.root, "cat-file", "--batch")
        ask, answer = self._objects.stdin, self._objects.stdout
        assert ask is not None
        assert answer is not None
        try:
            ask.write(f"{blob}\n".encode())
            ask.flush()
            head = answer.readline().split()
        except OSError:
            head = []
        if len(head) != 3 or head[1] != b"blob":
            raise SourceError(place, "is not in this clone", expected="a clone with all files of the revision", remedy="fetch them with git first")
        size = int(head[2])
        if size > limit:
            left = size + 1
            while left and (piece := answer.read(min(left, _PIECE))):
                left -= len(piece)
            raise too_large(place, limit, TooLargeError)
        raw = answer.read(size)
        answer.read(1)  # the line break behind it
        return raw

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._objects is not None:
            self._objects.kill()
            self._objects.communicate()

    def _asked_in(self, folder: Path, *arguments: str, what: str = "") -> bytes:
        with _started(folder, *arguments) as process:
            out, errors = process.communicate()
        if process.returncode:
            lines = errors.decode("utf-8", "replace").strip().splitlines()
            raise ConfigError("--base", what or (lines[0] if lines else "git failed"), expected="a revision of this repository")
        return out


def _started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    environment = {k: v for k, v in os.environ.items() if k not in _BARRED} | _ENVIRONMENT
    try:
        return subprocess.Popen(
            ["git", "--no-pager", *settings, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise ConfigError("--base", "git is not installed", remedy="install git, or compare two results with `factcheck diff`") from error
