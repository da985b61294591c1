"""What a slip of the pen looks like: the same digits in another order, a power of ten, another unit behind the same number."""

from __future__ import annotations

from decimal import Decimal

_LONG, _CHANGED = 4, 2  # significant digits of a number that hardly meets another by chance, and how many of them may differ


def digits(value: Decimal) -> str:
    """Significant digits without the zeros around them.

    >>> digits(Decimal("46000")), digits(Decimal("1.20")), digits(Decimal("0.05"))
    ('46', '12', '5')
    """
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def swapped(a: Decimal, b: Decimal) -> bool:
    """Whether two whole numbers or decimals are the same digits with two of them exchanged, neighbours or not.

    >>> swapped(Decimal(964103), Decimal(946103)), swapped(Decimal(420), Decimal(240)), swapped(Decimal(15), Decimal(51))
    (True, True, True)
    >>> swapped(Decimal(1700), Decimal(7100)), swapped(Decimal(12), Decimal(12)), swapped(Decimal(10), Decimal("0.1"))
    (True, False, False)
    """
    x, y = f"{a.normalize():f}", f"{b.normalize():f}"
    if len(x) != len(y):
        return False
    places = [i for i, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    if len(places) != 2 or "." in (x[places[0]], x[places[1]]):
        return False
    i, j = places
    return x[i] == y[j] and x[j] == y[i] and "0" not in (x[0], y[0])


def near_digits(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers of four significant digits or more differ in two of them at most.

    >>> near_digits(Decimal(41288), Decimal(29288)), near_digits(Decimal(44), Decimal(42)), near_digits(Decimal(5000), Decimal(3000))
    (True, False, False)
    """
    x, y = f"{a.normalize():f}", f"{b.normalize():f}"
    if len(x) != len(y) or min(len(digits(a)), len(digits(b))) < _LONG:
        return False
    return 0 < sum(p != q for p, q in zip(x, y, strict=True)) <= _CHANGED


def power_of_ten(a: Decimal, b: Decimal) -> int:
    """Return by how many powers of ten two numbers with the same digits differ; 0 where they do not.

    >>> power_of_ten(Decimal(1200), Decimal(12000)), power_of_ten(Decimal(1200), Decimal(13000)), power_of_ten(Decimal(5), Decimal(5))
    (1, 0, 0)
    """
    if not a or digits(a) != digits(b):
        return 0
    return abs(a.adjusted() - b.adjusted())


_NOUGHTS = (1, 3)  # powers of ten that people slip by


def mistaken(a: Decimal, b: Decimal) -> bool:
    """Whether one number may be the other, mistyped: as ``surely_mistaken``, or with one digit of a few changed.

    >>> mistaken(Decimal(43), Decimal(48)), mistaken(Decimal(43), Decimal(430)), mistaken(Decimal(43), Decimal(56))
    (True, True, False)
    """
    return surely_mistaken(a, b) or _one_digit(a, b)


def surely_mistaken(a: Decimal, b: Decimal) -> bool:
    """Whether one number is the other with digits exchanged, noughts too many or too few, or of many digits one changed."""
    return swapped(a, b) or power_of_ten(a, b) in _NOUGHTS or near_digits(a, b)


def _one_digit(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers of two digits and more, printed alike, differ in one of them."""
    x, y = f"{a.normalize():f}", f"{b.normalize():f}"
    return len(x) == len(y) > 1 and sum(p != q for p, q in zip(x, y, strict=True)) == 1
