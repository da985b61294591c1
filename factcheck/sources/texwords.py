"""Commands and environments of TeX, by what is read of them."""

from __future__ import annotations

HEADINGS = frozenset("title part chapter section subsection subsubsection frametitle framesubtitle".split())
# Left out with all their arguments.
DROPPED = frozenset(
    "label ref eqref pageref autoref cref Cref nameref vref includegraphics input include subfile usepackage RequirePackage "
    "documentclass bibliography bibliographystyle printbibliography vspace hspace newcommand renewcommand providecommand newenvironment "
    "renewenvironment newtheorem setlength addtolength setcounter addtocounter pagestyle thispagestyle hypersetup graphicspath "
    "definecolor color pagecolor footnote footnotetext footnotemark thanks url nolinkurl path index glossary lstset lstinline "
    "mintinline geometry author date email affiliation affil address institute keywords bibitem addbibresource nocite marginpar todo "
    "tikzset pgfplotsset DeclareMathOperator newif fontsize selectlanguage cline cmidrule rule phantom hphantom "
    "vphantom ensuremath pgfplotstableread lstinputlisting verbatiminput markboth markright counterwithin".split()
)
# Arguments that are left out before those that are read.
ARGUED = {"href": 1, "textcolor": 1, "colorbox": 1, "fcolorbox": 2, "multicolumn": 2, "multirow": 2, "raisebox": 1, "parbox": 1, "hyperlink": 1}
ARGUED |= {"resizebox": 2, "scalebox": 1, "rotatebox": 1, "hypertarget": 1, "foreignlanguage": 1}
# Environments that hold no copy, and how many arguments the others have.
UNSEEN = frozenset(
    "equation align alignat gather multline eqnarray math displaymath flalign subequations verbatim Verbatim lstlisting minted comment tikzpicture "
    "thebibliography filecontents algorithm algorithmic algorithm2e picture pgfpicture axis IEEEeqnarray array CCSXML".split()
)
TABLES = {"tabular": 1, "tabularx": 2, "tabular*": 2, "tabulary": 2, "longtable": 1, "supertabular": 1, "tblr": 1}
FRAMES = {"minipage": 1, "multicols": 1, "wrapfigure": 2, "column": 1, "adjustbox": 1, "adjustwidth": 2, "list": 2}
SHOWN = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textdollar": "$",
    "LaTeX": "LaTeX", "TeX": "TeX", "S": "§", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
    "l": "ł", "L": "Ł", "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~", "textdegree": "°", "degree": "°",
    "texttimes": "×", "textpm": "±", "textbar": "|", "slash": "/", "quad": " ", "qquad": " ", "space": " ", "textperthousand": "‰", "copyright": "©",
}  # fmt: skip
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c",
    "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
SIGNS = {"\\%": "%", "\\$": "$", "\\&": "&", "\\_": "_", "\\#": "#", "\\{": "{", "\\}": "}", "\\,": "\u202f", "\\ ": " ", "\\;": " ", "\\:": " "}
UNITS = frozenset("SI qty SIrange qtyrange".split())  # the number, and the unit behind it
UNIT_SIGNS = {"percent": "%", "celsius": "°C", "degreeCelsius": "°C", "per": "/", "squared": "²", "cubed": "³"}
