"""Calibrates counted weights: how far each comparison is to be trusted beside the others, and what each value level is worth.

Counted weights pretend that the comparisons are independent; they are not (the window is part of the sentence, names are words of both). So each
comparison of the context gets one factor, and each value level one weight, fitted together by logistic regression with a strong pull towards 1
and towards the weight it had. That is about fifty numbers for some ten thousand pairs, and the table stays one of weights that can be read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from factcheck.align.comparisons.compare import load_matching

EVEN = load_matching().numbers["even_at"]  # weight at which a pair is as likely linked as not
_PULL_FACTOR = 300.0  # strength of the pull of a comparison's factor towards 1
_PULL_VALUE = 5.0  # and of a value level's weight towards the weight it had
_ROUNDS = 6
_LN2 = math.log(2)

Pair = tuple[Mapping[str, float], str, bool, float]  # comparison → weight of its level, key of the value level, linked, weight of the pair


def calibrate(pairs: Sequence[Pair], values: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Return a factor for each comparison and a weight in weight for each value level, by Newton steps on the penalised likelihood."""
    names = sorted({a for context, _, _, _ in pairs for a in context}) + sorted(values)
    place = {name: k for k, name in enumerate(names)}
    start = [values.get(name, 1.0) for name in names]
    pull = [_PULL_VALUE if name in values else _PULL_FACTOR for name in names]
    now = list(start)
    rows = [
        ([*((place[a], weight) for a, weight in context.items() if weight), (place[value], 1.0)], linked, weight)
        for context, value, linked, weight in pairs
    ]
    for _ in range(_ROUNDS):
        gradient = [p * (w - s) for p, w, s in zip(pull, now, start, strict=True)]
        curve = [[pull[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for row, linked, weight in rows:
            weight = sum(x * now[k] for k, x in row) - EVEN
            chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, _LN2 * weight))))
            slope, bend = weight * _LN2 * (chance - linked), weight * _LN2 * _LN2 * chance * (1.0 - chance)
            for i, x in row:
                gradient[i] += slope * x
                line = curve[i]
                for j, y in row:
                    line[j] += bend * x * y
        step = _solve(curve, gradient)
        now = [w - s for w, s in zip(now, step, strict=True)]
    fitted = dict(zip(names, now, strict=True))
    return {n: max(0.0, min(2.0, fitted[n])) for n in names if n not in values}, {n: fitted[n] for n in values}


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric positive definite system by elimination."""
    n = len(right)
    rows = [[*line, r] for line, r in zip(matrix, right, strict=True)]
    for i in range(n):
        pivot = rows[i][i]
        for j in range(i + 1, n):
            share = rows[j][i] / pivot
            if share:
                rows[j] = [x - share * y for x, y in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * n
    for i in range(n - 1, -1, -1):
        found[i] = (rows[i][n] - sum(rows[i][j] * found[j] for j in range(i + 1, n))) / rows[i][i]
    return found
