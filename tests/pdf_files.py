"""Small PDF files, made object by object: text in Helvetica at its place on the page."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

Line = tuple[float, float, str]  # from the left and from the bottom of a page of 600 by 800 points


def pdf(pages: Iterable[Sequence[Line]], *, size: float = 10, info: str = "", packed: bool = False, trailer: str = "") -> bytes:
    """A file of these pages; ``info`` is what it says of itself, ``packed`` compresses its text."""
    contents = ["".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in lines).encode("cp1252") for lines in pages]
    return assembled(contents, info=info, packed=packed, trailer=trailer)


def assembled(contents: Sequence[bytes], *, info: str = "", packed: bool = False, trailer: str = "") -> bytes:
    """A file of pages whose streams are given."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        stream = zlib.compress(content) if packed else content
        name = "/Filter /FlateDecode " if packed else ""
        place = f"/Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R"
        objects += [f"<< /Type /Page {place} >>".encode(), f"<< {name}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"]
    objects.append(f"<< {info} >>".encode())
    file, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(file))
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    count = len(objects)
    end = f"xref\n0 {count + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {count + 1} /Root 1 0 R /Info {count} 0 R {trailer}>>\n"
    return file + end.encode() + f"startxref\n{len(file)}\n%%EOF\n".encode()


def column(x: float, top: float, text: str, lead: float = 12) -> list[Line]:
    """The lines of a text, one below the other."""
    return [(x, top - lead * n, line) for n, line in enumerate(text.split("\n")) if line]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
