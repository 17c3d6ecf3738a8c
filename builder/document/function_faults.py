"""Where functions failed in the last run, until their code is another one."""

from __future__ import annotations

import msgspec

from builder.model.events import StepFinished
from builder.model.place_label import field_label
from builder.model.problem import Problem
from builder.model.workflow import Workflow, find
from builder.steps.function import IN_CODE, Function


class _Fault(msgspec.Struct, frozen=True):
    code: str
    problem: Problem


class FunctionFaults:
    """Errors of the functions of one workflow, each with the code it is about."""

    def __init__(self) -> None:
        self._faults: dict[int, _Fault] = {}

    def take(self, event: StepFinished, workflow: Workflow) -> bool:
        """Hear how a step ended; whether that changes anything here."""
        if event.path:
            return False
        before = self._faults.pop(event.step, None)
        error = event.error
        if error is None or error.kind not in IN_CODE:
            return before is not None
        step = find(workflow, event.step)
        if isinstance(step, Function):
            said = error.message.removeprefix(f"{field_label(step, 'code')}: ")
            problem = Problem(said, event.step, "code")
            self._faults[event.step] = _Fault(step.code, problem)
        return True

    def problems(self, workflow: Workflow) -> tuple[Problem, ...]:
        """The errors whose code still stands as it ran."""
        found = ((fault, find(workflow, number)) for number, fault in self._faults.items())
        return tuple(
            fault.problem
            for fault, step in found
            if isinstance(step, Function) and step.code == fault.code
        )
