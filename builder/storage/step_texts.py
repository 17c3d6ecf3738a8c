"""A workflow as one line of JSON, where only steps that changed are written anew.

Steps are immutable, so the text of a step that is still the same object is still right. That makes
writing a workflow of 10,000 steps after an edit cost a few milliseconds.
"""

from __future__ import annotations

from builder.model.json_text import compact
from builder.model.plain import to_plain
from builder.model.step import Step
from builder.model.workflow import Workflow, children


class StepTexts:
    """The texts of the steps of the workflow written last.

    Texts leave out withheld secrets, as files do. Key order is not that of files.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Step, str]] = {}
        """By identity; the step is kept beside its text so that the identity stays taken."""

    def text(self, workflow: Workflow) -> str:
        """The workflow as compact JSON.

        Raises:
            JsonError: A text in it cannot be written as UTF-8.
        """
        fresh: dict[int, tuple[Step, str]] = {}
        frame = compact(to_plain(workflow.model_copy(update={"steps": ()})))
        steps = self._list(workflow.steps, fresh)
        self._known = fresh
        return f'{frame[:-1]},"steps":{steps}}}' if workflow.steps else frame

    def _list(self, steps: tuple[Step, ...], fresh: dict[int, tuple[Step, str]]) -> str:
        known = self._known
        texts = []
        for step in steps:
            entry = known.get(id(step))
            if entry is None or step.branches:
                entry = (step, self._write(step, fresh))
            fresh[id(step)] = entry
            texts.append(entry[1])
        return f"[{','.join(texts)}]"

    def _write(self, step: Step, fresh: dict[int, tuple[Step, str]]) -> str:
        """A step's own fields, then each branch that holds something."""
        if not step.branches:
            return compact(to_plain(step))
        emptied = step.model_copy(update={branch.field: () for branch in step.branches})
        parts = [compact(to_plain(emptied))[:-1]]
        for branch in step.branches:
            inner = children(step, branch.field)
            if inner:
                parts.append(f"{compact(branch.field)}:{self._list(inner, fresh)}")
        return ",".join(parts) + "}"
