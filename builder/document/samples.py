"""The latest output of each step: what the variable menu shows and tests of later steps use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from builder.document.document import Change, Document
from builder.model.environment import Surroundings
from builder.model.events import StepFinished
from builder.model.json_text import Json, JsonError, parse
from builder.model.scope import Values
from builder.model.workflow import Workflow, walk

EXAMPLE = "example"
TEST = "test"


@dataclass(frozen=True, slots=True)
class Sample:
    """An output of a step.

    Attributes:
        value: The output as JSON; long texts and lists are shortened.
        origin: "example" (the trigger's), or "test" (the last test or run).
        file: Where the whole output lies, when `value` is shortened; empty otherwise.
    """

    value: Json
    origin: str = TEST
    file: str = ""


class Samples(QObject):
    """The latest sample of each step of a document.

    Signals:
        changed: A sample is another one now.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._taken: dict[int, Sample] = {}
        document.changed.connect(self._follow)

    def take(self, event: StepFinished) -> None:
        """Keep what a step that ended gave, if it gave anything."""
        if event.sample is not None:
            self._taken[event.step] = Sample(event.sample, TEST, event.output_path or "")
            self.changed.emit()

    def forget(self, number: int) -> None:
        """Drop a step's sample."""
        if self._taken.pop(number, None) is not None:
            self.changed.emit()

    def sample(self, number: int) -> Sample | None:
        """The sample of a step, or None; the trigger always has its example."""
        trigger = self._document.workflow.trigger
        if number == trigger.number:
            example = _example(getattr(trigger, "example", ""))
            return None if example is None else Sample({"event": example.value}, EXAMPLE)
        return self._taken.get(number)

    def value(self, number: int) -> Json | None:
        """The sample of a step as JSON, or None."""
        sample = self.sample(number)
        return None if sample is None else sample.value

    def all(self) -> Mapping[int, Sample]:
        """The samples of all steps that have one."""
        found = {step.number: self.sample(step.number) for step in walk(self._document.workflow)}
        return {number: sample for number, sample in found.items() if sample is not None}

    def scope(self, workflow: Workflow, surroundings: Surroundings) -> Values:
        """What references stand for, by the samples, now."""
        return Values(
            {number: sample.value for number, sample in self.all().items()},
            surroundings.values,
            surroundings.name,
            datetime.now(UTC),
            str(uuid4()),
            {},
            {step.number: step.title for step in walk(workflow)},
        )

    def _follow(self, change: Change) -> None:
        """Another example is another sample."""
        if change.before.trigger is not change.after.trigger:
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class _Parsed:
    value: Json


@lru_cache(maxsize=16)
def _example(text: str) -> _Parsed | None:
    """The trigger's example, None while it is no JSON."""
    try:
        return _Parsed(parse(text) if text.strip() else None)
    except JsonError:
        return None
