"""How many requests a run has sent, and about how many it will send."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.document.sample_view import fan_outs_of_steps
from builder.document.step_state import States
from builder.http.fields import RequestFields
from builder.model.events import StepFinished
from builder.model.places import CALL
from builder.model.step import Step
from builder.model.workflow import Workflow


class RequestCount:
    """Counts the requests of one run.

    Steps inside Fan Outs send one for each item, and the window is not told of most items: theirs
    are counted by the items that are done.

    Args:
        workflow: What runs.
        steps: The steps that can be reached.

    Attributes:
        sent: How many have been sent, redirects included.
        expected: About how many there will be.
    """

    def __init__(self, workflow: Workflow, steps: Iterable[Step]) -> None:
        around = fan_outs_of_steps(workflow)
        senders = [step.number for step in steps if isinstance(step, RequestFields)]
        self._inside = {number: around[number] for number in senders if number in around}
        self._outside = len(senders) - len(self._inside)
        self._told = 0
        self.sent = 0
        self.expected = len(senders)

    def take(self, event: StepFinished) -> None:
        """A step ended."""
        if not event.path or CALL in event.path:
            self._told += len(event.exchanges)

    def count(self, states: States, total: Callable[[int], int | None]) -> None:
        """Count anew.

        Args:
            states: How far each step is.
            total: How many items a Fan Out has; None when that is not known.
        """
        done = expected = 0
        for number, around in self._inside.items():
            state = states.get(number)
            items = state.progress.done if state is not None and state.progress else 0
            done += items
            expected += max((total(around[0]) if len(around) == 1 else None) or 1, items)
        self.sent = self._told + done
        self.expected = self._outside + expected
