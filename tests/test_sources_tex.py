"""TeX and LaTeX, case by case: what is copy and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources import tex

SAMPLE = Path(__file__).parent / "cases" / "sources" / "paper.tex"
CASES = {
    "dressed words": (r"\textbf{Some \emph{12}} {\bf men} \textcolor{red}{came}.", "Some 12 men came."),
    "own macros": (r"\newcommand{\x}[1]{9 #1}\def\y#1{8}\mine[7]{Some} 12 men.", "Some 12 men."),
    "references": (r"As in~\cite[p.~9]{a8}, see \ref{b7}.", "As in, see ."),
    "a comment": ("Some 12% 9\n men, 5\\% of all.", "Some 12men, 5% of all."),
    "signs": (r"\$5, \#1, a\_b, \{c\}, 1\,700 \& more", "$5, #1, a_b, {c}, 1" + "\u202f" + "700 & more"),
    "accents": (r"Caf\'e, Ca\'{n}on, \c{c}a, \v Skoda, na\"\i ve, \ss{}", "Café, Cańon, ça, Škoda, naïve, ß"),
    "dashes and quotes": ("3--5 --- ``so''", "3–5 — “so”"),
    "numbers in formulas": (r"$12$ men, $-3.5\%$, $1{,}700$, \(8\)", "12 men, -3.5%, 1,700, 8"),
    "formulas": (r"If $x > 9$ or \[y = 8\] or $$z_7$$ then \(w^6\).", "If or or then ."),
    "a lone dollar": ("It cost $5 million.", "It cost $5 million."),
    "measures": (r"\num{12} men, \SI{5}{km}, \qty{30}{\percent}, \SI{3}{\metre\squared}", "12 men, 5 km, 30 %, 3 metre²"),
    "environments": (
        "\\begin{quote}Some 12.\\end{quote}\\begin{verbatim}9}\\end{verbatim}\\begin{align*}8\\end{align*}It ended.",
        "Some 12.\n\nIt ended.",
    ),
    "an end that never comes": ("\\begin{verbatim}Some 12 men.", "Some 12 men."),
    "paragraphs": ("Some\n12 men.\n\nIt rained.\\par It ended.", "Some 12 men.\n\nIt rained.\n\nIt ended."),
    "a line break": (r"Some\\12 men.", "Some\n12 men."),
    "files": (r"\input{a9}\include{b8}\includegraphics[width=7cm]{c6}It ended.", "It ended."),
    "after the document": ("9\\begin{document}Some 12.\\end{document}8", "Some 12."),
    "title in the text": ("\\begin{document}\\title{Toll}\\maketitle Some 12.\\end{document}", "Toll\n\nSome 12."),
    "braces that never close": ("\\section{Some 12 men.", "Some 12 men."),
    "deep": ("{" * 5_000 + "Some 12 men.", "Some 12 men."),
    "deep headings": ("\\section{" * 200 + "Some 12 men." + "}" * 200, "Some 12 men."),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_copy(name):
    page, text = CASES[name]
    assert tex.read(page.encode(), "a.tex").text.strip() == text


def test_marks_and_what_the_document_tells():
    read = tex.read(SAMPLE.read_bytes(), "paper.tex")
    found = {p: [read.text[m.start : m.end].strip() for m in read.marks if m.position is p] for p in Position}
    assert found[Position.HEADLINE] == ["Toll rises to 1,700", "The north"]
    assert found[Position.LIST] == ["item of 12", "item of 14 that goes on"]
    assert found[Position.CAPTION] == ["Dead by place"]
    assert found[Position.TABLE] == ["Place \tDead", "Lasang \t12"]
    assert (read.published, read.about, read.notes) == ("2026-03-10", About("Toll rises to 1,700"), ("1 note at the foot not read",))


@pytest.mark.parametrize(("raw", "found"), [(b"", "is empty"), (b"\x00\x01", "is binary"), (b"% 12 men", "has no words"), (b"%PDF-1.7", "is a PDF")])
def test_what_is_refused(raw, found):
    with pytest.raises(SourceError, match=rf"a\.tex: {found}"):
        tex.read(raw, "a.tex")
