"""How a run is to go, as the user chose it, and the samples it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.document.sample_view import fan_outs_around
from builder.document.samples import EXAMPLE, Sample, Samples
from builder.model.references import referenced_numbers
from builder.model.step import Step
from builder.model.workflow import Workflow, find, walk


@dataclass(frozen=True, slots=True)
class RunChoices:
    """How a run goes.

    Attributes:
        upto: The last step to run; None for all.
        start: The first step to run; None for the trigger. Those before it are not run, their
            samples are used.
        outputs: With `start`: what the steps before it gave; None for their samples.
        skip_delays: Whether Delays end at once.
        breakpoints: Numbers of the steps before which it pauses.
        paused: Whether it pauses before its first step.
        pinned: Outputs that are used instead of running their steps.
    """

    upto: int | None = None
    start: int | None = None
    outputs: Mapping[int, Sample] | None = field(default=None, repr=False)
    skip_delays: bool = False
    breakpoints: frozenset[int] = frozenset()
    paused: bool = False
    pinned: Mapping[int, Sample] = field(default_factory=dict, repr=False)

    def steps(self, workflow: Workflow) -> tuple[Step, ...]:
        """The steps that such a run can reach, in reading order."""
        steps = tuple(walk(workflow))
        numbers = [step.number for step in steps]
        first = numbers.index(self.start) if self.start in numbers else 0
        last = numbers.index(self.upto) + 1 if self.upto in numbers else None
        return steps[first:last]

    def details(self) -> dict[str, Any]:
        """Fields of a `RunMessage`."""
        return {
            "upto": self.upto,
            "start": self.start,
            "skip_delays": self.skip_delays,
            "breakpoints": sorted(self.breakpoints),
            "paused": self.paused,
            **handed(self.pinned, "pinned", "pinned_files"),
        }


def handed(samples: Mapping[int, Sample], values: str, files: str) -> dict[str, Any]:
    """Samples as two fields of a `RunMessage`: their values, and the files that hold them whole."""
    return {
        values: {number: sample.value for number, sample in samples.items()},
        files: {number: sample.file for number, sample in samples.items() if sample.file},
    }


def samples_for_step(workflow: Workflow, number: int, samples: Samples) -> dict[int, Sample]:
    """The samples a test of one step needs: of what it and the Fan Outs around it refer to."""
    needed: set[int] = set()
    for wanted in (number, *fan_outs_around(workflow, number)):
        step = find(workflow, wanted)
        needed |= set() if step is None else set(referenced_numbers(step))
    return _given(needed, samples)


def samples_before(workflow: Workflow, number: int, samples: Samples) -> dict[int, Sample]:
    """The samples of the steps that stand before a step, for a run that begins there."""
    before: list[int] = []
    for step in walk(workflow):
        if step.number == number:
            break
        before.append(step.number)
    return _given(before, samples)


def _given(numbers: Iterable[int], samples: Samples) -> dict[int, Sample]:
    """What is known of steps; the engine takes the trigger's example from the workflow itself."""
    found = {number: samples.sample(number) for number in numbers}
    return {n: sample for n, sample in found.items() if sample and sample.origin != EXAMPLE}
