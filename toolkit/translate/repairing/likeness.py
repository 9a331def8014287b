"""How much two numbers, wherever their decimal points stand, or two words have in common."""

from __future__ import annotations

from decimal import Decimal

# A number of one digit is like any other with one edit.
_FEWEST_DIGITS = 2
_MANY_DIGITS = 4
_PREFIX_DIGITS = 3


def is_near(right: Decimal, wrong: Decimal) -> bool:
    """Return whether a slip of one digit (two in a long number) or a cut end made one of the other."""
    first, second = _digits(right), _digits(wrong)
    shorter = min(len(first), len(second))
    if shorter < _FEWEST_DIGITS:
        return False
    if shorter >= _PREFIX_DIGITS and first.startswith(second):
        return True
    return distance(right, wrong) <= (2 if shorter >= _MANY_DIGITS else 1)


def distance(one: Decimal, other: Decimal) -> int:
    """Return how many digits must be added, dropped or changed to make one number the other."""
    return edits(_digits(one), _digits(other))


def edits(first: str, second: str) -> int:
    """Return how many characters must be added, dropped or changed (Levenshtein 1966)."""
    costs = list(range(len(second) + 1))
    for row, character in enumerate(first, 1):
        previous, costs[0] = costs[0], row
        for column, wanted in enumerate(second, 1):
            changed = previous + (character != wanted)
            previous, costs[column] = costs[column], min(changed, costs[column] + 1, costs[column - 1] + 1)
    return costs[-1]


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.normalize().as_tuple().digits))


def has_same_digits(one: Decimal, other: Decimal) -> bool:
    """Return whether the numbers differ by a power of ten at most."""
    return _digits(one) == _digits(other)


def digit_count(number: Decimal) -> int:
    """Return how many significant digits a number has: 3 for 133,000."""
    return len(_digits(number))
