"""Workflows of any shape, as plain data: Delays, Conditionals and Fan Outs in each other."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import strategies as st

from tests.support.running import conditional, fan_out, flow

Plain = dict[str, Any]

EXAMPLE = "[[], [0], [0, 1], [0, 1, 2]]"
"""The event: lists that Fan Outs run over, by their length."""


def _delay(enabled: bool) -> Plain:
    return {"kind": "delay", "number": 0, "value": "0", "unit": "seconds", "enabled": enabled}


def _choice(yes: list[Plain], no: list[Plain], taken: bool, enabled: bool) -> Plain:
    said = "yes" if taken else "no"
    step = conditional(0, said, "exactly_matches", "yes", yes=yes, no=no)
    return {**step, "enabled": enabled}


def _items(each: list[Plain], length: int, at_once: int, enabled: bool) -> Plain:
    array = f"{{{{1.event[{length}]}}}}"
    return fan_out(0, array, *each, at_once=at_once, enabled=enabled)


_BRANCHES: tuple[str, ...] = ("yes", "no", "each")
_MOSTLY = st.sampled_from((True, True, True, False))


def _holding(inner: st.SearchStrategy[Plain]) -> st.SearchStrategy[Plain]:
    steps = st.lists(inner, max_size=3)
    return st.one_of(
        st.builds(_choice, steps, steps, st.booleans(), _MOSTLY),
        st.builds(_items, steps, st.integers(0, 3), st.integers(1, 3), _MOSTLY),
    )


STEPS = st.lists(st.recursive(st.builds(_delay, _MOSTLY), _holding, max_leaves=8), max_size=4)
"""Lists of steps, not numbered yet."""


def numbered(steps: list[Plain]) -> list[Plain]:
    """The same steps with numbers in reading order, from 2."""
    numbers = count(2)

    def one(step: Plain) -> Plain:
        number = next(numbers)
        inside: Plain = {key: list(map(one, step[key])) for key in _BRANCHES if key in step}
        return {**step, "number": number, **inside}

    return [one(step) for step in steps]


WORKFLOWS = STEPS.map(lambda steps: flow(*numbered(steps), example=EXAMPLE))
"""Workflows without problems."""
