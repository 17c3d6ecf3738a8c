"""What a collapsed block hides: how many steps, and the worst that is known of them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.document.step_state import States
from builder.model.step import Step
from builder.model.workflow import children, walk_steps

TONES = ("error", "warning", "ok")
"""Worst first; what is running, and what went on with a warning, is a "warning"."""


class Inside(msgspec.Struct, frozen=True):
    """What a block holds.

    Attributes:
        count: How many steps, those further inside included.
        tone: The worst tone any of them has after a run; empty for none.
        problems: What is wrong with them, a line each with the step's number; empty for nothing.
    """

    count: int
    tone: str
    problems: str


def inside_of(step: Step, states: States, problems: Mapping[int, str]) -> Inside:
    """What a step with branches holds."""
    count = 0
    tones: set[str] = set()
    wrong: list[str] = []
    for branch in step.branches:
        for inner in walk_steps(children(step, branch.field)):
            count += 1
            state = states.get(inner.number)
            if state is not None:
                tones.add(state.tone)
            if inner.number in problems:
                wrong.append(f"{inner.number} · {problems[inner.number]}")
    tone = next((name for name in TONES if name in tones), "")
    return Inside(count, tone, "\n".join(wrong))
