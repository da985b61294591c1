"""How English regular endings come off: candidates for a singular or a verb's base form, most likely first, and the choice among them.

Pure spelling, no tables. ``known`` tells whether a spelling is a word of the right kind; where it knows none of the candidates, the last
rule (``*_by_rule``) still answers, so that a new word ("drones", "vaped") gets the lemma that a reader would give it.
"""

from __future__ import annotations

from collections.abc import Callable

_KEEP_S = ("ss", "us", "is", "ous")
_SIBILANTS = ("ss", "x", "zz", "ch", "sh")
_VOWELS = "aeiou"


def singular_candidates(word: str) -> tuple[str, ...]:
    """Return possible singulars of a lower-case plural, most likely first; empty for a word that does not look plural.

    >>> singular_candidates("wolves")
    ('wolve', 'wolf', 'wolfe')
    """
    if word.endswith("men") and len(word) > 4:
        return (word[:-2] + "an",)
    if len(word) < 3 or not word.endswith("s") or word.endswith(_KEEP_S):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("ves"):
        return (word[:-1], word[:-3] + "f", word[:-3] + "fe")
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1].rstrip("'"),)


def singular_by_rule(word: str) -> str:
    """Return the singular that spelling alone suggests; the word itself when it does not look plural.

    >>> [singular_by_rule(w) for w in ("drones", "ziggies", "blixes", "glass", "brus", "wumpmen")]
    ['drone', 'ziggy', 'blix', 'glass', 'brus', 'wumpman']
    """
    candidates = singular_candidates(word)
    if not candidates:
        return word
    if word.endswith("es") and not word.endswith(("ies", "ves")) and candidates[-1].endswith((*_SIBILANTS, "o")):
        return candidates[-1]
    return candidates[0]


def base_candidates(word: str) -> tuple[str, ...]:
    """Return possible base forms of a lower-case inflected verb, most likely first; empty for a word without a verb ending.

    >>> base_candidates("stopped")
    ('stopp', 'stoppe', 'stop')
    """
    if word.endswith("ied") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("ed") and len(word) > 3:
        return _stems(word[:-2])
    if word.endswith("ying") and len(word) > 5:
        return (word[:-3], word[:-4] + "ie")
    if word.endswith("ing") and len(word) > 4:
        return _stems(word[:-3])
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es") and len(word) > 3:
        return (word[:-1], word[:-2])
    if word.endswith("s") and len(word) > 2 and not word.endswith(_KEEP_S):
        return (word[:-1],)
    return ()


def base_by_rule(word: str) -> str:
    """Return the base form that spelling alone suggests; the word itself when it has no verb ending.

    >>> [base_by_rule(w) for w in ("vaped", "zipped", "doxxing", "glomped", "blixes", "unfriended")]
    ['vape', 'zip', 'doxx', 'glomp', 'blix', 'unfriend']
    """
    candidates = base_candidates(word)
    if not candidates:
        return word
    if word.endswith("es") and not word.endswith("ies") and len(candidates) > 1:
        return candidates[1] if candidates[1].endswith((*_SIBILANTS, "o")) else candidates[0]
    if len(candidates) < 2 or word.endswith(("ied", "ies", "ying")):
        return candidates[0]
    if len(candidates) == 3:
        return candidates[2]
    stem = candidates[0]
    silent = stem[-1] in "cguvz" or (len(stem) > 2 and stem[-1] in "bdklmnprst" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS)
    return candidates[1] if silent and not stem.endswith(("en", "er", "it", "et", "al", "el")) else stem


def known_or(candidates: tuple[str, ...], known: Callable[[str], bool], otherwise: str) -> str:
    """Return the first candidate that ``known`` accepts, else ``otherwise``."""
    for candidate in candidates:
        if known(candidate):
            return candidate
    return otherwise


def _stems(stem: str) -> tuple[str, ...]:
    """Return what may stand before -ed or -ing: the stem, with a silent e, and without a doubled consonant."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "bdfgklmnprtvz"
    if doubled:
        return (stem, stem + "e", stem[:-1])
    return (stem, stem + "e")
