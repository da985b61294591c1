"""A figure of a text beside one table: the words around it, the rows and times that its sentence names, the columns that it may count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from factcheck.align.cells.mentions import Mention, Pick, pick
from factcheck.align.cells.sheet import Family, Sheet
from factcheck.align.cells.tokens import Token, alike, asks, is_common, stem
from factcheck.model import Column, Figure, Kind, Period, Quantity, Role, Span
from factcheck.quantity.convert import line

_BEFORE, _AFTER, _CLOSE = 14, 8, 3  # words on either side that say what is counted, and those right beside the number
_FAR = Decimal("0.6")  # weight of a word that is not right beside the number
_COUNTED = Decimal("1.3")  # more, where the counted noun is a word of the head
_UNMATCHED = Decimal("0.3")
_APART = Decimal("0.25")  # by which the best column leads
_ANYBODY = frozenset("people person resident inhabitant victim villager citizen life body man inhabitants residents".split())
_PERCENT = Decimal(100)
_WHOLE = frozenset(("all", "total", "overall"))
_SPELLED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_OF = re.compile(r"\s+of\s+(?:the|its|their|all|these)?\s*\Z|\s+of\s+(?:(?:the|its|their|all|these)\s+)?")
_OPENS = re.compile(r"[;:]\s|,\s+(?:and|but|while|whereas|where)\s")
_CLAUSE = re.compile(r"[,;:(–—]\s|\s(?:and|but|while|whereas|after|before|when|because|since|as)\s")


@dataclass(frozen=True, slots=True)
class Choice:
    """A family of columns that a figure may count."""

    family: Family
    sure: int
    by: str  # the words of the text that say so


@dataclass(frozen=True)
class Place:
    """One figure, one table, and the sentence between them."""

    sheet: Sheet
    figure: Figure
    text: str
    words: Sequence[Token]  # of the sentence
    rows: Sequence[Mention]
    times: Sequence[Mention]
    last: int  # end of the figure before, with its noun
    following: int  # start of the next one
    carried: Mention | None  # what the sentences before are about
    goes_on: bool  # the sentence refers back to it
    published: int | None  # year of the text
    previous: Place | None = None  # the figure before, in the same sentence

    @cached_property
    def span(self) -> Span:
        """The figure's own stretch of text."""
        return Span(self.figure.start, self.figure.end)

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The words in front of the figure in its clause, behind the figure before; names of rows left out."""
        start = max([self.last, *(m.end() for m in _OPENS.finditer(self.text, self.last, self.figure.start))])
        return tuple(t.word for t in self.words if start <= t.start and t.end <= self.figure.start and not self._named(t))[-_BEFORE:]

    @cached_property
    def after(self) -> tuple[str, ...]:
        """The words behind the figure, up to the next one and to the end of its clause; of a whole ("of 1,500 trains") its noun alone."""
        if self.figure.role is Role.WHOLE:
            return tuple(t.word for t in self.words if self.figure.end <= t.start < self.figure.phrase.end)
        stop = self.following
        part = _OF.match(self.text, self.figure.end, stop)
        if part is not None and part.end() == stop:  # "309 of 1,500 trains were late"
            return tuple(t.word for t in self.words if stop <= t.start and not t.word[0].isdecimal() and not self._named(t))[:_AFTER]
        clause = _CLAUSE.search(self.text, max(self.figure.end, self.figure.phrase.end), stop)
        stop = clause.start() if clause is not None else stop
        return tuple(t.word for t in self.words if self.figure.end <= t.start < stop and not self._named(t))[:_AFTER]

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """The words of the figure itself: "412 MB/s" has two."""
        return tuple(t.word for t in self.words if self.figure.start <= t.start < self.figure.end)

    def _named(self, token: Token) -> bool:
        return any(m.start <= token.start < m.end for m in (*self.rows, *self.times))

    @cached_property
    def sentence(self) -> tuple[str, ...]:
        """All words of the sentence."""
        return tuple(t.word for t in self.words)

    def cued(self, cue: str, without: Iterable[str] = ()) -> bool:
        """Whether words beside the figure ask for what cells make."""
        return asks((*self.before, "", *self.printed, "", *self.after), cue, without)

    @cached_property
    def row(self) -> Pick | None:
        """The rows to which the figure belongs."""
        found = pick(self.rows, self.span, self.last, self.following, self.text)
        time = pick([m for m in self.times if m.rows], self.span, self.last, self.following, self.text) if self.sheet.periods else None
        if found is None and self.carried is not None and not self.of_all:
            found = Pick(self.carried, 2 if self.goes_on else 1)
        if found is None or time is None:
            found = found or time
        else:
            both = found.mention.rows & time.mention.rows
            found = Pick(found.mention._replace(rows=both), min(found.sure, time.sure)) if both else found
        return self._narrowed(found) if found is not None else None

    def _narrowed(self, found: Pick) -> Pick:
        """The rows that other labels of the sentence leave: "Ashby, the Green candidate in Millside"."""
        mention, sure = found
        for other in sorted(self.rows, key=lambda m: abs(m.start - self.figure.start)):
            if len(mention.rows) > 1 and other.column != mention.column and mention.rows & other.rows:
                mention = mention._replace(rows=mention.rows & other.rows)
        return Pick(mention, min(sure, 1) if mention.weak else sure)

    @cached_property
    def of_all(self) -> bool:
        """Whether the sentence speaks of all rows: "in all", "the four villages"."""
        if asks(self.sentence, "total", (w for f in self.sheet.families for w in f.words)):
            return True
        size = len(self.sheet.parts)
        count = {str(size), *_SPELLED[size : size + 1]}
        return any(w in count and any(stem(n) in self.sheet.heads for n in self.sentence[k + 1 : k + 3]) for k, w in enumerate(self.sentence))

    @cached_property
    def time(self) -> Pick | None:
        """The time to which the figure belongs, of those that its sentence names."""
        return pick(self.times, self.span, self.last, self.following, self.text)

    @cached_property
    def foreign(self) -> bool:
        """Whether the figure is of a year of which the table says nothing."""
        year = self.time.mention.period.year if self.time is not None and self.time.mention.period is not None else None
        if year is None:
            return False
        return year not in self.sheet.years if self.sheet.years else year != self.published

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The families of columns that the figure may count by its unit, the likeliest first."""
        fitting = [f for f in self.sheet.families if any(self.measures(c) for c in f.columns)]
        placed = [(self._points(f), f) for f in fitting]
        placed.sort(key=lambda p: -p[0][0])
        if not placed:
            return ()
        (best, matched, close), family = placed[0]
        lead = best - placed[1][0][0] if len(placed) > 1 else Decimal(9)
        if matched:
            sure = (2 if close else 1) if lead >= _APART else 0
            sure = min(sure, self._of_that_sort(family, matched))
        elif self.previous is not None and self._goes_on_from(self.previous):
            return self.previous.choices
        else:
            sure = self._by_unit(family) if len(fitting) == 1 else 0
        first = Choice(family, sure, ", ".join(matched))
        return (first, *(Choice(f, 0, ", ".join(m)) for (_, m, _), f in placed[1:]))

    def _goes_on_from(self, other: Place) -> bool:
        """Whether the figure leaves out what the one before counts: "Estmark harvested 415,000 tonnes of wheat and Colm 808,000 tonnes"."""
        mine, its = self.figure, other.figure
        bare = mine.noun is None or mine.noun.inherited
        return bare and (mine.quantity.kind, mine.quantity.unit) == (its.quantity.kind, its.quantity.unit) and bool(other.choices)

    def _points(self, family: Family) -> tuple[Decimal, tuple[str, ...], bool]:
        """How well the words around the figure fit a family; which of them do; whether one is right beside the number or its verb."""
        figure = self.figure
        own = [w for w in (figure.fate, *((figure.noun.lemma, *figure.noun.modifiers) if figure.noun is not None else ())) if w]
        own += [figure.predicate.lemma] if figure.predicate is not None else []
        near = [*(w.lower() for w in own), *self.before[-_CLOSE:], *self.printed, *self.after[: _CLOSE + figure.own]]
        if figure.quantity.kind in (Kind.PERCENT, Kind.SHARE) and self.after[:1] == ("of",):
            near.append("share")
        far = [*self.before[:-_CLOSE], *self.after[_CLOSE + figure.own :]]
        points, matched, close = Decimal(0), [], False
        for word in family.words:
            weight = Decimal(1) / self.sheet.uses.get(stem(word) or word, 1)
            found = [w for w in near if alike(word, w)]
            if found and all(w in _ANYBODY for w in found) and stem(word) != stem(found[0]):
                weight *= _FAR  # "lost three people" are the dead before they are the inhabitants
            if figure.noun is not None and alike(word, figure.noun.lemma.lower()) and figure.noun.lemma not in _ANYBODY:
                weight *= _COUNTED
            here = next((w for w in near if alike(word, w)), None)
            there = next((w for w in far if alike(word, w)), None) if here is None else None
            points += weight if here else weight * _FAR if there else -weight * _UNMATCHED
            if here or there:
                matched.append(here or there or "")
                close = close or here is not None
        return points, tuple(matched), close

    def points_of(self, family: Family) -> Decimal:
        """How well the words around the figure fit a family of columns, whatever its unit."""
        points, matched, _ = self._points(family)
        return points if matched else Decimal(0)

    def _of_that_sort(self, family: Family, matched: tuple[str, ...]) -> int:
        """How sure it can be that a figure of another noun than the column's counts the same: people, for those that are evacuated."""
        figure, noun = self.figure, self.figure.noun
        if figure.fate and all(w in _ANYBODY for w in matched) and not any(alike(w, figure.fate) for w in family.words):
            return 0  # three people who died are not the people of a town
        if figure.role is Role.PART and self.after[:2] == ("of", "the") and any(w in self.after[2:4] for w in matched):
            return 0
        if figure.quantity.kind is Kind.SHARE or (figure.quantity.kind is Kind.PERCENT and matched == ("share",)):
            return 2 if not _WHOLE.isdisjoint(self.after[:4]) else 0 if matched == ("share",) else 1
        if all(w in _ANYBODY for w in matched):
            return 1
        if figure.quantity.kind is not Kind.COUNT or noun is None or noun.inherited or noun.span is None:
            return 2
        lemma = noun.lemma.lower()
        if any(alike(w, m.lower()) for w in family.words for m in noun.modifiers):
            return 2  # "bronze medals"
        if any(m.islower() and is_common(m) and not any(alike(w, m) for w in family.words) for m in noun.modifiers):
            return 1  # "12 electric buses"
        if any(alike(w, lemma) for w in family.words) or lemma in _ANYBODY or stem(lemma) in self.sheet.heads:
            return 2
        return 1

    def _by_unit(self, family: Family) -> int:
        kind = self.figure.quantity.kind
        if "point" in self.figure.quantity.unit or (self.figure.noun is not None and self.figure.noun.lemma.lower() == "point"):
            kind = Kind.PERCENT
        bare = all(c.words == () for c in family.columns) and len(self.sheet.families) == 1
        return 2 if bare and kind is not Kind.COUNT else 1 if kind in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE) else 0

    def measures(self, column: Column) -> bool:
        """Whether a figure may be of a column, by its unit."""
        cell = next(iter(self.sheet.by_column.get(column.index, ())), None)
        return cell is not None and self.value(cell.quantity.low, cell.quantity) is not None

    def value(self, value: Decimal, of: Quantity) -> Decimal | None:
        """A value of a cell in the unit of the figure; None where it can be none."""
        mine = self.figure.quantity
        if mine.kind is Kind.AGE or mine.kind is Kind.MULTIPLE:
            return None
        if mine.kind is Kind.SHARE:
            return value / _PERCENT if of.kind is Kind.PERCENT else None
        if mine.unit == of.unit and mine.kind is of.kind:
            return value
        if of.kind is Kind.COUNT and not of.unit and mine.kind is Kind.DURATION:
            return value if any(alike(w, mine.unit) for f in self.sheet.families for w in f.words) else None  # "Rainy days"
        if of.kind is Kind.COUNT and not of.unit:
            return value if mine.kind is Kind.PERCENT and "point" not in mine.unit and abs(value) <= _PERCENT else None
        if mine.kind is Kind.COUNT and not mine.unit:
            unnamed = self.figure.noun is None or self.figure.noun.inherited
            return value if unnamed and of.kind in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE) else None
        if mine.dimension == "angle" and of.dimension == "temperature":
            return value
        turned = line(of.unit, mine.unit) if of.dimension == mine.dimension and of.kind is mine.kind and of.kind is not Kind.MONEY else None
        return value * turned[0] + turned[1] if turned is not None else None

    def columns(self, choice: Choice) -> tuple[tuple[Column, ...], int]:
        """The columns of a family that the figure may be of by its time, the likeliest first, and how sure the first is."""
        columns = [c for c in choice.family.columns if self.measures(c)]
        if len(columns) < 2 or not all(c.period for c in columns):
            return tuple(columns), 2 if len(columns) == 1 else 0
        named = self.time.mention.period if self.time is not None else None
        fitting = [c for c in columns if c.period is not None and named is not None and c.period.fits(named)]
        if named is not None and self._since():
            return tuple(fitting) + tuple(c for c in columns if c not in fitting), 0
        if named is not None and len(fitting) == 1:
            return (fitting[0], *(c for c in columns if c is not fitting[0])), self.time.sure if self.time is not None else 0
        latest = sorted(columns, key=lambda c: _order(c.period), reverse=True)
        return tuple(latest), 1 if not self.times else 0

    def _since(self) -> bool:
        """Whether the time is only that from which something is counted: "closed 260 branches since 2020"."""
        start = self.time.mention.start if self.time is not None else 0
        return self.text[max(0, start - 6) : start].rstrip().endswith("since")

    def __hash__(self) -> int:
        return id(self)


def _order(period: Period | None) -> tuple[int, str]:
    return ((period.year or 0), period.part) if period is not None else (0, "")
