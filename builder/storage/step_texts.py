"""A workflow as one line of JSON, where only steps that changed are written anew.

Steps are immutable, so the text of a step that is still the same object is still right, with all
that is nested in it. That makes writing a workflow of 10,000 steps after an edit cost a few
milliseconds.
"""

from __future__ import annotations

from time import monotonic

from builder.model.json_text import compact
from builder.model.plain import to_plain
from builder.model.step import Step
from builder.model.workflow import Workflow, children, walk_steps

SPARE = 5_000
"""Texts of steps that are no longer there, kept until there are so many of them."""


class StepTexts:
    """The texts of the steps of the workflows written so far.

    Texts leave out withheld secrets, as files do. Key order is not that of files.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Step, bytes]] = {}
        """By identity; the step is kept beside its text so that its identity stays taken."""
        self._limit = SPARE

    def text(self, workflow: Workflow) -> bytes:
        """The workflow as compact JSON.

        Raises:
            JsonError: A text in it cannot be written as UTF-8.
        """
        frame = compact(to_plain(workflow.model_copy(update={"steps": ()}))).encode()
        steps = self._list(workflow.steps)
        if len(self._known) > self._limit:
            self._forget_others(workflow)
        return b'%s,"steps":%s}' % (frame[:-1], steps)

    def prepare(self, workflow: Workflow, seconds: float) -> bool:
        """Write texts that are not known yet, for about that long; whether all are known now.

        Raises:
            JsonError: A text in it cannot be written as UTF-8.
        """
        until = monotonic() + seconds
        for step in workflow.steps:
            if id(step) not in self._known:
                self._known[id(step)] = (step, self._write(step))
                if monotonic() > until:
                    return False
        return True

    def _list(self, steps: tuple[Step, ...]) -> bytes:
        known = self._known
        texts = []
        for step in steps:
            entry = known.get(id(step))
            if entry is None:
                entry = known[id(step)] = (step, self._write(step))
            texts.append(entry[1])
        return b"[%s]" % b",".join(texts)

    def _write(self, step: Step) -> bytes:
        """A step's own fields, then each branch that holds something."""
        if not step.branches:
            return compact(to_plain(step)).encode()
        emptied = step.model_copy(update={branch.field: () for branch in step.branches})
        parts = [compact(to_plain(emptied))[:-1].encode()]
        for branch in step.branches:
            inner = children(step, branch.field)
            if inner:
                parts.append(b'"%s":%s' % (branch.field.encode(), self._list(inner)))
        return b",".join(parts) + b"}"

    def _forget_others(self, workflow: Workflow) -> None:
        """Keep the texts of this workflow's steps alone."""
        known = self._known
        self._known = {id(step): known[id(step)] for step in walk_steps(workflow.steps)}
        self._limit = len(self._known) + SPARE
