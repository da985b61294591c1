"""Who is said to have said it: the attributions of one sentence with the words that they cover, and their way over sentence boundaries.

A cue is a speech verb with a speaker ("the governor said", "said Ann Sool", "unions put the figure at"), a phrase ("according to"), a noun
that carries a speaker ("an estimate by the union") or a speaker at the end or start of a headline ("Troops arrive: Pentagon").
A cue in front of its clause covers what follows, one behind it what came before; each stops where the next one begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.extract.context import speakers
from factcheck.extract.context.speakers import CLOSERS, Cue
from factcheck.extract.tokens import Tokens
from factcheck.model import Attribution, Span
from factcheck.tables.attribution import MARKS, AttributionTable

_MOST = 24  # attributions read in one sentence; a text with more is no news and must not cost more
_INTRODUCTION = 14  # words before a speaker that stands between commas
_REST = 12  # words between a speaker and the mark behind which the speech may go on
_OWNED = frozenset(("its", "his", "her", "their"))  # inside a speaker they stand behind a joint, or a verb went before
_JOINED = frozenset("of for and in on at to from by with as over after against near behind inside outside between across along among around".split())
_REPORTED = 6  # words behind "reports" in which another speech verb makes it a noun
_SAID = 5  # tokens of a heading behind its speaker and colon
_OF_REACH = 4  # words from "spoke of" to its number
_AT_REACH = 9  # words between "put" and its "at"


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution with the tokens it covers: ``first`` to ``last`` (half-open) but for the speaker's own, ``hole``."""

    attribution: Attribution
    first: int
    last: int
    hole: tuple[int, int] = (0, 0)
    pronoun: bool = False  # the speaker is "he", "it" …, to be resolved by ``carry``

    def covers(self, i: int) -> bool:
        """Whether token ``i`` is what the speaker said."""
        return self.first <= i < self.last and not self.hole[0] <= i < self.hole[1]


def pick(attributed: Sequence[Attributed], i: int) -> Attribution | None:
    """Return the attribution whose range covers token ``i``, the narrowest where several do; None for the outlet's own voice."""
    best = chosen(attributed, i)
    return best.attribution if best is not None else None


def chosen(attributed: Sequence[Attributed], i: int) -> Attributed | None:
    """Return the narrowest of the attributions that cover token ``i``."""
    best: Attributed | None = None
    for each in attributed:
        if each.covers(i) and (best is None or each.last - each.first < best.last - best.first):
            best = each
    return best


class Attributor:
    """Finds the attributions of sentences. Holds the lexicon; stateless otherwise."""

    __slots__ = ("_table",)

    def __init__(self, tables: AttributionTable) -> None:
        self._table = tables

    def sentence(self, tokens: Tokens) -> tuple[Attributed, ...]:
        """Return the attributions of one sentence, in order of their cues."""
        lower = tokens.lower
        cues = self._table.cues
        found: list[Cue] = []
        if not cues.isdisjoint(lower):
            for k in [k for k, word in enumerate(lower) if word in cues]:
                if (not found or k >= found[-1].end) and len(found) < _MOST:
                    cue = self._cue(tokens, k)
                    if cue is not None and (not found or _own(cue, found[-1], lower, self._table)):
                        found.append(cue)
        if not found:
            return self._headline(tokens)
        return tuple(self._attributed(tokens, found, n) for n in range(len(found)))

    def carry(
        self, sentences: Sequence[Tokens], own: Sequence[tuple[Attributed, ...]], quotations: Sequence[Span], last: Attribution | None = None
    ) -> tuple[tuple[tuple[Attributed, ...], ...], Attribution | None]:
        """Carry speakers over the sentence boundaries of one paragraph.

        ``sentences`` and ``own`` are parallel: the sentences of the paragraph in order and what ``sentence`` found in each; ``quotations`` are
        the quotations of the source that touch the paragraph; ``last`` is the last speaker named before it. A pronoun becomes the last named
        speaker; a quotation without a speaker gets the paragraph's, where it has only one. Returns the new attributions and the last speaker.
        """
        resolved: list[tuple[Attributed, ...]] = []
        for each in own:
            now: list[Attributed] = []
            for one in each:
                if not one.pronoun:
                    last = one.attribution
                elif last is not None and not self._paper(last.speaker, one.attribution.speaker):
                    one = replace(one, attribution=replace(one.attribution, speaker=last.speaker), pronoun=False)
                now.append(one)
            resolved.append(tuple(now))
        speakers = {one.attribution.speaker: one.attribution for each in resolved for one in each}
        if quotations and len(speakers) == 1:
            only = next(iter(speakers.values()))
            starts = [quotation.start for quotation in quotations]
            for n, tokens in enumerate(sentences):
                if not resolved[n] and len(tokens):
                    known = quotations[: bisect_left(starts, tokens.ends[-1])]
                    resolved[n] = _quoted(tokens, known, only)
        return tuple(resolved), last

    def _paper(self, speaker: str, pronoun: str) -> bool:
        """Whether the one named last is a document, for which "he" and "she" never stand."""
        head = speaker.lower().partition(" of ")[0].partition(" by ")[0]
        return pronoun.lower() in ("he", "she") and head.rpartition(" ")[2] in self._table.documents

    def _cue(self, tokens: Tokens, k: int) -> Cue | None:
        lower = tokens.lower
        table = self._table
        word = lower[k]
        for parts, stance in table.phrases.get(word, ()):
            if tuple(lower[k : k + len(parts)]) == parts and (word not in table.named_phrases or self._outlet(tokens, k)):
                after = k + len(parts)
                end = speakers.forward(tokens, after, table)
                return Cue(k, end, after, end, "", stance, post=k > 0 and not _opens(lower, k, table)) if end > after else None
        verb = table.verbs.get(word)
        passed = verb is not None and verb[1] == "estimated" and word.endswith("ed") and tokens.at(k + 1) == "at"  # "25 jets valued at $2.9 billion"
        if verb is not None and not passed:
            cue = self._verb_cue(tokens, k, *verb)
            if cue is not None:
                return cue
        stance_of_noun = table.by_nouns.get(word)
        passive = k > 2 and lower[k - 2] == "in" and lower[k - 3].endswith("ed")  # "is followed in the poll by Rell"
        if stance_of_noun is not None and not passive and k + 2 < len(lower) and lower[k + 1] in ("by", "from"):
            end = speakers.forward(tokens, k + 2, table)
            if any(w in table.verbs and w not in table.nominal for w in lower[k + 3 : end]):
                return None  # "an estimate by the insurers puts losses at": the verb has it all as its subject
            known = end > k + 2 and (not self._table.heads.isdisjoint(lower[k + 2 : end]) or tokens.words[k + 2][0].isupper())
            return Cue(k, end, k + 2, end, "", stance_of_noun, post=False) if known else None
        return None

    def _outlet(self, tokens: Tokens, k: int) -> bool:
        """Whether "per" at ``k`` names who says so: "per Reuters", "per the Gazette"; not "per gallon", "per the rules"."""
        at = k + 1 + (tokens.at(k + 1) in self._table.determiners)
        word = tokens.at(at)
        if not word or (k and tokens.lower[k - 1] in ("as", "a")):
            return False
        if word in self._table.outlets or (word in self._table.speakers and word not in self._table.counted):
            return True
        return tokens.words[at][0].isupper() and not tokens.title_case

    def _verb_cue(self, tokens: Tokens, k: int, lemma: str, stance: str) -> Cue | None:
        lower = tokens.lower
        table = self._table
        size = len(lower)
        if k + 1 >= size and k and lower[k - 1] in table.determiners:
            return None
        if lower[k].endswith("ing") and lower[k] != "saying" and (not k or lower[k - 1] not in table.be):
            return None  # "a brief flood warning", "raising a claim"
        if lower[k - 1 : k] == ["to"] or (k and tokens.words[k][0].isupper() and not tokens.words[k - 1][0].isupper()):
            return None
        if k and lower[k - 1] in table.be and not (k + 1 < size and lower[k + 1] == "by"):
            return None
        if lemma in table.at and "at" not in lower[k + 1 : k + 1 + _AT_REACH]:
            return None
        if lemma == "see" and not any(w[0].isdecimal() for w in lower[k + 1 : k + 1 + _AT_REACH]):
            return None  # "sees growth of 4 percent" forecasts, "sees opportunities" does not
        if self._says_nothing(lower, k, lemma):
            return None
        inverted = self._inverted(tokens, k, lemma)
        if inverted is not None:
            return Cue(k, inverted, k + 1, inverted, lemma, stance, post=True)
        verb = k - 3 if lower[max(0, k - 2) : k] in (["quoted", "as"], ["cited", "as"]) else k
        subject = speakers.backward(tokens, verb, table)
        if subject is None or not self._speaks(tokens, subject, lemma, k) or self._clausal(tokens, *subject):
            return None
        start, end = subject
        after = self._told(lower, k + 1) if lemma in table.told else k + 1
        post = self._behind(lower, start, after)
        return Cue(start, after, start, end, lemma, stance, post)

    def _says_nothing(self, lower: list[str], k: int, lemma: str) -> bool:
        """Whether a verb has a number or the dead for its object, or says whose number it was.

        "Added 142,000 jobs", "claimed 12 lives", "fewer than the 160,000 economists had predicted".
        """
        table = self._table
        if lemma == "claim":
            return not table.victims.isdisjoint(lower[k + 1 : k + 5]) or speakers.takes_money(lower, k + 1)
        if lemma in table.of_number:
            return lower[k + 1 : k + 2] != ["of"] or not any(w[0].isdecimal() for w in lower[k + 2 : k + 2 + _OF_REACH])
        if lemma in table.counting:
            return k + 1 < len(lower) and lower[k + 1][0].isdecimal()
        if lemma not in table.foreseeing or (k + 1 < len(lower) and lower[k + 1][0].isalnum()):
            return False
        noun = k - 1 - (lower[k - 1] in ("had", "have"))
        start = max((m for m in range(max(0, noun - _AT_REACH), noun) if lower[m] == "the"), default=noun)
        return any(w[0].isdecimal() for w in lower[start:noun]) and MARKS.isdisjoint(lower[start:noun])

    def _inverted(self, tokens: Tokens, k: int, lemma: str) -> int | None:
        """Return the end of the speaker in '…," said Ann Sool'; None where the verb is not inverted."""
        lower, table = tokens.lower, self._table
        if k == 0 or k + 1 >= len(lower) or lower[k - 1] not in CLOSERS or lower[k].endswith("ing"):
            return None
        if lemma in self._table.at or lemma in self._table.told:
            return None
        if lower[k + 1][0].isdecimal() or (lower[k - 1] == "," and k > 2 and speakers.told_between(tokens, k - 1, table)):
            return None  # "Hill, speaking on Monday, said the fire …"
        end = speakers.forward(tokens, k + 1, table)
        if lemma != "say" and lower[end : end + 1] == ["that"]:
            return None  # "the letter, sent in May, warned the office of the mayor that …"
        known = any(tokens.words[m][0].isupper() or lower[m] in self._table.heads for m in range(k + 1, end))
        if lemma == "say" and not known:  # "said lena voss" in copy without capitals
            most = 4 if lower[k - 1] in '"”' or not table.adds.isdisjoint(lower[end + 1 : end + 2]) else 2
            short = lower[k + 1].isalpha() and end - k <= most and end < len(lower) and lower[end] in MARKS
            known = lower[k + 1] in table.determiners or (short and lower[k + 1] not in table.adjuncts)
        return end if end > k + 1 and known else None

    def _speaks(self, tokens: Tokens, subject: tuple[int, int], lemma: str, k: int) -> bool:
        """Whether the words before a verb can be its speaker: verbs that mean other things too ask for a known one or a name."""
        table = self._table
        start, end = subject
        lower = tokens.lower
        if lower[start] in table.selves:
            return False
        if lemma not in table.loose:
            return lower[k] != "saying" or lower[k - 1] == "as" or not self._table.heads.isdisjoint(lower[start:end])
        if lower[k + 1 : k + 2] == ["that"]:
            return True
        if end == k and lower[k] in table.nominal and _is_noun(lower, k, table):
            return False
        body = lower[start:end]
        if lemma in table.document and tokens.words[end - 1][0].isupper() and not table.totals.isdisjoint(lower[k + 1 : k + 5]):
            return True  # "the BBC gives the toll as 24"
        if lemma in table.document and not (table.totals.isdisjoint(lower[k + 1 : k + 5]) and lemma not in table.people):
            return not self._table.heads.isdisjoint(body)
        if lemma in table.document:
            return not table.documents.isdisjoint(body)
        if body[0] in table.pronouns:
            return True
        return not self._table.heads.isdisjoint(body) or tokens.words[end - 1][0].isupper() or (tokens.words[start][0].isupper() and start > 0)

    def _clausal(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether what stands before a speech verb is a clause or a thing that cannot speak: "detectives have found three", "gale says"."""
        lower, table = tokens.lower, self._table
        body = lower[start:end]
        if lower[end - 1] in table.silent and not any(w in table.heads for w in body):
            return True
        owned = any(lower[k] in _OWNED and lower[k - 1].isalpha() and lower[k - 1] not in _JOINED for k in range(start + 1, end))
        if owned and not any(k > start and lower[k] in table.relatives for k in range(start, end)):
            return True  # "the bank cut its profit" estimate
        clause = next((k for k in range(start, end) if lower[k] in table.relatives), end)
        return not table.finite.isdisjoint(lower[start:clause])

    def _told(self, lower: list[str], k: int) -> int:
        """Step over the hearer of "told reporters", "told the Daily Post": up to four words, not over an adjunct or a clause."""
        first, table = k, self._table
        while k < len(lower) and k - first < 4 and lower[k] not in MARKS and lower[k] not in table.adjuncts and lower[k] != "that":
            if k > first and lower[k - 1] in self._table.hearers and lower[k - 1] not in table.determiners:
                break
            k += 1
        return (
            k
            if k < len(lower) and (k == first or lower[k] in MARKS or lower[k] in table.adjuncts or lower[k] == "that" or k - first < 4)
            else min(first + 1, len(lower))
        )

    def _behind(self, lower: list[str], start: int, after: int) -> bool:
        """Whether the cue stands behind what it reports ("…, the governor said") and not before it."""
        size, table = len(lower), self._table
        if after >= size:
            return True
        following = lower[after]
        if following in (":", "that", '"', "“", "‘"):
            return following in ('"', "”") and start > 0 and lower[start - 1] in CLOSERS
        closed = start > 0 and lower[start - 1] in CLOSERS and not _introduced(lower, start, table)
        if following in MARKS:
            return closed or start > 2
        if start > 1 and lower[start - 1] == "as" and lower[start - 2] in CLOSERS:  # ", as the president wrote to Congress"
            return following == "to" or following in table.adjuncts
        if start == 0 or not closed:
            return False
        return following in table.adjuncts and (lower[start - 1] in ('"', "”") or "that" not in lower[after : after + 8])

    def _attributed(self, tokens: Tokens, found: list[Cue], n: int) -> Attributed:
        cue = found[n]
        size = len(tokens)
        before = found[n - 1] if n else None
        after = found[n + 1] if n + 1 < len(found) else None
        last = size if after is None else (_seam(tokens.lower, cue.end, after.start, self._table) if after.post else after.start)
        if cue.post:
            first = 0 if before is None else (before.end if before.post else _seam(tokens.lower, before.end, cue.start, self._table))
            last = last if _goes_on(tokens, cue.end, self._table) or (n == 0 and _put_in(tokens.lower, cue, self._table)) else cue.end
        else:
            first = cue.end
        span = Span(tokens.starts[cue.start], tokens.ends[cue.end - 1])
        pronoun = tokens.lower[cue.speaker] in self._table.pronouns and cue.speaker_end - cue.speaker == 1
        said = Attribution(speakers.printed(tokens, cue.speaker, cue.speaker_end), cue.verb, cue.stance, span)
        return Attributed(said, first, max(first, last), (cue.start, cue.end), pronoun=pronoun)

    def _headline(self, tokens: Tokens) -> tuple[Attributed, ...]:
        """Find the speaker of a headline without a verb for it: "Troops arrive: Pentagon", "14 dead – police", "Police: 14 dead"."""
        lower = tokens.lower
        size = len(lower)
        for k in range(max(1, size - 6), size - 1):
            if lower[k] in speakers.DASHES or lower[k] == ":":
                body = lower[k + 1 :]
                if k > 2 and body[-1].isalpha() and self._titled(tokens, k + 1, size):
                    said = Attribution(speakers.printed(tokens, k + 1, size), "", "said", Span(tokens.starts[k], tokens.ends[-1]))
                    return (Attributed(said, 0, k, (k, size)),)
        for k in range(1, min(5, size - 2)):
            if lower[k] == ":" and (self._headed(tokens, k) or (self._titled(tokens, 0, k) and lower[k - 1] in self._table.speakers)):
                said = Attribution(speakers.printed(tokens, 0, k), "", "said", Span(tokens.starts[0], tokens.ends[k]))
                return (Attributed(said, k + 1, size, (0, k + 1)),)
        return ()

    def _headed(self, tokens: Tokens, colon: int) -> bool:
        """Whether a heading opens with a document or an outlet and a colon: "Report: 40 guns missing", "Lund Gazette: 40 drowned"."""
        if len(tokens) - colon < _SAID or not all(w[0].isalpha() for w in tokens.lower[:colon]):
            return False
        last = tokens.lower[colon - 1]
        return last in self._table.outlets or (colon < 3 and last in self._table.headed)

    def _titled(self, tokens: Tokens, start: int, end: int) -> bool:
        body = tokens.lower[start:end]
        if not self._table.counted.isdisjoint(body):
            return False
        return all(w.replace(".", "").replace("'", "").replace("-", "").isalpha() for w in body) and not self._table.speakers.isdisjoint(body)


def _is_noun(lower: list[str], k: int, table: AttributionTable) -> bool:
    """Whether "claims", "reports", "estimates" at token ``k`` is a noun: after an article or possessive, before "of" or another verb."""
    behind = lower[k + 1] if k + 1 < len(lower) else ""
    if behind in table.about and k + 2 < len(lower) and lower[k + 2] not in table.days:
        return True  # "they studied hospital reports on 23 deaths"
    if lower[k - 1] in table.determiners or lower[k - 1].endswith("'s") or behind in table.after_nouns:
        return True
    if k > 1 and lower[k - 2] in ("a", "an") and behind.endswith("ed"):
        return True  # "a police report cited by the paper"
    return any(w in table.plain_speech for w in lower[k + 1 : k + _REPORTED]) and "," not in lower[k + 1 : k + _REPORTED]  # "reports in Chad say"


def _opens(lower: list[str], k: int, table: AttributionTable) -> bool:
    """Whether a phrase opens its clause: at the start, after a conjunction, or after a comma and conjunction."""
    return k == 0 or lower[k - 1] in table.joins or lower[k - 1] in ('"', "“", ":")


def _introduced(lower: list[str], start: int, table: AttributionTable) -> bool:
    """Whether the comma before a speaker closes a short introduction ("On Monday, the ministry said") and no reported clause."""
    head = lower[:start]
    return len(head) <= 6 and (head[0] in table.prepositions or head[0].endswith(("ly", "ing")) or head[0] in table.leads)


def _put_in(lower: list[str], cue: Cue, table: AttributionTable) -> bool:
    """Whether "the board said" stands between commas behind an introduction only: "In the spring, the board said, 40 ships were moored"."""
    head = lower[: cue.start]
    if not 1 < len(head) <= _INTRODUCTION or head[-1] != "," or cue.end >= len(lower) or lower[cue.end] != ",":
        return False
    return head[0] in table.prepositions and table.finite.isdisjoint(head) and "," not in head[:-1]


def _goes_on(tokens: Tokens, end: int, table: AttributionTable) -> bool:
    """Whether the speaker still speaks behind "…, he said": in a new quotation, after "adding", "and", "but"; not in ", who has 40 sheep"."""
    lower = tokens.lower
    k = end
    while k < min(len(lower), end + _REST) and lower[k] not in MARKS:  # the rest of "told reporters at the pithead"
        k += 1
    if k + 1 >= len(lower):
        return False
    if lower[k] in speakers.DASHES or lower[k] in ("“", '"', ":", ";") or lower[k + 1] in ("“", '"', "‘"):
        return True
    return lower[k] in (",", ".") and (lower[k + 1] in table.going_on or lower[k + 1].endswith("ing"))


def _seam(lower: list[str], start: int, end: int, table: AttributionTable) -> int:
    """Return where the clause of the next speaker begins between two cues: at the last comma with a conjunction, else at its cue."""
    for k in range(end - 1, start, -1):
        if lower[k] in table.joins and (lower[k - 1] == "," or lower[k] in table.turns):
            return k
    return end


def _quoted(tokens: Tokens, quotations: Sequence[Span], only: Attribution) -> tuple[Attributed, ...]:
    """Cover the tokens of a sentence that stand inside a quotation; ``quotations`` begin before the sentence ends, in order."""
    covered: list[Attributed] = []
    for quotation in reversed(quotations):
        if quotation.end <= tokens.starts[0]:
            break
        first, last = tokens.first_from(quotation.start), tokens.first_at(quotation.end)
        if first < last:
            covered.append(Attributed(replace(only, span=None), first, last))
    return tuple(reversed(covered))


def _own(cue: Cue, last: Cue, lower: list[str], table: AttributionTable) -> bool:
    """Whether a cue has a speaker of its own: not the words of the last cue, and not "say they believe", where it stays the same."""
    return cue.start > last.end or (cue.start == last.end and lower[cue.speaker] not in table.pronouns)
