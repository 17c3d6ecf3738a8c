"""The number of the next new step, without reading every reference of the workflow each time."""

from __future__ import annotations

from builder.model.references import highest_among
from builder.model.step import Step
from builder.model.workflow import Workflow, walk_steps


class Numbering:
    """Remembers the highest number in each top-level step; a step is a value, so that stays true.

    The first question reads the whole workflow, later ones only the steps that are new since.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Step, int]] = {}

    def next(self, workflow: Workflow) -> int:
        """One more than the highest number present or referenced."""
        before, self._known = self._known, {}
        highest = 0
        for step in (workflow.trigger, *workflow.steps):
            known = before.get(id(step))
            if known is None or known[0] is not step:
                known = (step, highest_among(walk_steps((step,))))
            self._known[id(step)] = known
            highest = max(highest, known[1])
        return highest + 1
