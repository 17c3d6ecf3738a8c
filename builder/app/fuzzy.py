"""Finding by a few letters: how well typed words fit a text."""

from __future__ import annotations

_INSIDE, _SCATTERED = 10, 40
"""What a word costs more that begins inside another one, or whose letters stand apart."""
_APART = 4
"""The letters of a word may be spread over so many times its length."""


def cost(words: str, text: str) -> int | None:
    """How badly typed words fit a text, whatever the case; None when they do not.

    Every word must be found, in any order: as it stands, or letter for letter with others between
    ("svas" finds "Save as"), beginning where a word of the text does.

    Args:
        words: What was typed; nothing fits everything.
        text: What is looked through.
    """
    lowered, total = text.casefold(), 0
    for word in words.casefold().split():
        one = _cost(word, lowered)
        if one is None:
            return None
        total += one
    return total


def _cost(word: str, text: str) -> int | None:
    place = text.find(word)
    while place > 0 and text[place - 1].isalnum():
        later = text.find(word, place + 1)
        if later < 0:
            return _INSIDE + min(place, _INSIDE)
        place = later
    if place >= 0:
        return min(place, _INSIDE)
    spreads = [spread for start in _starts(text, word[0]) if (spread := _spread(word, text, start))]
    return _SCATTERED + min(spreads) if spreads else None


def _starts(text: str, letter: str) -> list[int]:
    """Where words begin with a letter."""
    return [
        place
        for place, one in enumerate(text)
        if one == letter and (place == 0 or not text[place - 1].isalnum())
    ]


def _spread(word: str, text: str, start: int) -> int:
    """Over how many letters a word is spread from a place on; 0 when it is not there."""
    place = start
    for letter in word[1:]:
        place = text.find(letter, place + 1)
        if place < 0 or place - start > _APART * len(word):
            return 0
    return place - start + 1
