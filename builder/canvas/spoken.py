"""How a step sounds: what a screen reader says of it, on the canvas and in the outline."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Protocol

from builder.document.step_state import States
from builder.look.language import tr
from builder.model.step import Step


class Marks(Protocol):
    """What stands on a card beside the step itself."""

    @property
    def states(self) -> States:
        """How far each step of a run got."""
        ...

    @property
    def problems(self) -> Mapping[int, str]:
        """What is wrong, by the steps' numbers."""
        ...

    @property
    def breakpoints(self) -> Set[int]:
        """The steps a run waits before."""
        ...

    @property
    def pinned(self) -> Set[int]:
        """The steps whose output is pinned."""
        ...


def spoken(step: Step, marks: Marks) -> str:
    """A step in words: number, name, kind, summary, marks, status and what is wrong."""
    parts = [
        tr("Step {number}", number=step.number),
        step.title,
        tr(step.label),
        step.summary(),
        "" if step.enabled else tr("disabled"),
        tr("breakpoint") if step.number in marks.breakpoints else "",
        tr("pinned") if step.number in marks.pinned else "",
    ]
    state = marks.states.get(step.number)
    if state is not None:
        parts.append(f"{tr(state.status.value)} {state.summary}".strip())
    if problem := marks.problems.get(step.number):
        parts.append(tr("Problem: {problem}", problem=problem))
    return ", ".join(dict.fromkeys(part for part in parts if part))
