"""The parts of a ZIP file, such as an office document is, unpacked one by one in memory: never to a disk, never an archive inside an archive."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.errors import SourceError, TooLargeError

if TYPE_CHECKING:
    from zipfile import ZipFile

UNPACKED = 64_000_000  # bytes of one part: the text of a thousand pages with its marks has some 20,000,000
_SMALL, _RATIO = 8_000_000, 200  # above so many bytes, what unpacks to so many times its size is a bomb: long tables have some 50
_PARTS = 10_000  # of an archive: a document with a picture on each of a thousand pages has less than half of it
_STORED, _DEFLATED = 0, 8  # the ways to pack that documents know
_ENCRYPTED = 1  # the flag of a part
_MAGIC, _ENTRY = b"PK\x03\x04", b"PK\x01\x02"
_OLD = b"\xd0\xcf\x11\xe0"


class Archive:
    """A ZIP file in memory. ``expected`` says what the file should be, for errors: "a .docx document"."""

    def __init__(self, raw: bytes, place: str, expected: str) -> None:
        self._raw = raw
        self._place = place
        self._expected = expected

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            SourceError: there is none, it is encrypted or damaged, or the file is no ZIP archive.
            TooLargeError: it unpacks to more than any document has.
        """
        found = self.optional(name)
        if found is None:
            raise self.error(f"is a ZIP archive without {name}", "save it once more from its program")
        return found

    def optional(self, name: str) -> bytes | None:
        """The bytes of a part that need not be there; None where it is not.

        Raises:
            SourceError: it is encrypted, damaged or there twice, or the file is no ZIP archive.
            TooLargeError: it unpacks to more than any document has.
        """
        import zlib
        from zipfile import BadZipFile

        entries = [info for info in self._zip.infolist() if info.filename == name]
        if not entries:
            return None
        [first, *others] = entries
        if others:
            raise self.error(f"has {len(entries)} parts of the name {name}", "save it once more from its program")
        if first.flag_bits & _ENCRYPTED:
            raise self.error("is encrypted", "save it without a password")
        if first.compress_type not in (_STORED, _DEFLATED):
            raise self.error(f"is packed in a way that no document is ({first.compress_type})", "save it once more from its program")
        if first.file_size > UNPACKED or first.file_size > max(_SMALL, first.compress_size * _RATIO):
            raise self._too_large(name)
        try:
            with self._zip.open(first) as file:
                found = file.read(UNPACKED + 1)  # the size that is told may be wrong
        except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error) as problem:
            raise self.error(f"is damaged: {str(problem) or 'it ends too soon'}", "save it once more from its program") from problem
        if len(found) > UNPACKED:
            raise self._too_large(name)
        return found

    def refuse_bombs(self) -> None:
        """Look at the sizes of all parts, for a library that unpacks them by itself.

        Raises:
            SourceError: the file is no ZIP archive.
            TooLargeError: a part, or all of them, unpack to more than any document has.
        """
        left = 2 * UNPACKED
        for info in self._zip.infolist():
            left -= info.file_size
            if left < 0 or info.file_size > max(_SMALL, info.compress_size * _RATIO):
                raise self._too_large(info.filename)

    def error(self, found: str, remedy: str) -> SourceError:
        """The error for a file that is not what its name says."""
        return SourceError(self._place, found, expected=self._expected, remedy=remedy)

    def _too_large(self, name: str) -> TooLargeError:
        found = f"unpacks to more than {UNPACKED:,} bytes, or to more than {_RATIO} times its size ({name})"
        return TooLargeError(self._place, found, expected=self._expected, remedy="split it into its articles")

    @cached_property
    def _zip(self) -> ZipFile:
        from io import BytesIO
        from zipfile import BadZipFile, ZipFile

        if not self._raw:
            raise self.error("is empty", "take it out or fill it")
        if self._raw.startswith(_OLD):
            raise self.error("is an old or an encrypted office document", "save it in this format and without a password")
        if not self._raw.startswith(_MAGIC):
            raise self.error("is no ZIP archive, as such a document is", "save it once more from its program")
        if self._raw.count(_ENTRY) > _PARTS:
            raise self.error(f"has more than {_PARTS:,} parts", "save its text as a file of its own")
        try:
            return ZipFile(BytesIO(self._raw))
        except (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as problem:
            raise self.error(f"is damaged: {problem}", "save it once more from its program") from problem
