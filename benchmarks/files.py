"""Opening, saving and journalling a workflow of 10,000 steps.

Prints milliseconds, the best of several runs, beside the goal. Run it as
`python benchmarks/files.py`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import builder.steps  # noqa: F401 - completes the models
from builder.bodies import JsonBody
from builder.model.edit import change_step
from builder.model.rows import JsonRow, Row
from builder.model.rules import Operator, Rule, RuleSet
from builder.model.step import Step
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request
from builder.storage.files import read_flow, write_flow
from builder.storage.journal import Journal

STEPS = 10_000
NESTED = 6
"""One step in so many is a Conditional that holds the others of its six."""


def request(number: int) -> Request:
    """A request as people write them: address, query, headers, a small JSON body."""
    return Request(
        number=number,
        name=f"Create order {number}",
        method="POST",
        url=f"{{{{env.base_url}}}}/users/{{{{1.event.userId}}}}/orders/{number}",
        query=(Row(key="expand", value="items"), Row(enabled=False, key="debug", value="true")),
        headers=(Row(key="X-Request-Id", value="{{1.event.id}}"),),
        body=JsonBody(
            rows=(
                JsonRow(key="email", value="{{1.event.email}}"),
                JsonRow(key="reference", value=f"order {number} of {{{{1.event.userId}}}}"),
            )
        ),
    )


def workflow(steps: int = STEPS) -> Workflow:
    """A workflow of that many steps, some nested."""
    tree: list[Step] = []
    number = 2
    while number < steps:
        inner = tuple(request(number + i) for i in range(1, NESTED))
        rule = Rule(left="{{1.event.userId}}", operator=Operator.EXISTS)
        rules = RuleSet(groups=((rule,),))
        tree.append(Conditional(number=number, name="Known?", rules=rules, yes=inner))
        number += NESTED
    return Workflow(trigger=EventTrigger(number=1, event="order.made"), steps=tuple(tree))


def best(what: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def edits(journal: Journal, value: Workflow, times: int = 30) -> float:
    """Milliseconds that journalling takes in the window after an edit, the slowest of several."""
    journal.text(value, None)
    slowest = 0.0
    for i in range(times):
        value = change_step(value, 5003, name=f"Edited {i}")
        start = time.perf_counter()
        journal.text(value, None)
        slowest = max(slowest, time.perf_counter() - start)
    return slowest * 1000


def main() -> None:
    """Measure and print."""
    value = workflow()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "large.flow.json"
        write_flow(file, value)
        print(f"{STEPS:,} steps, {file.stat().st_size / 1e6:.1f} MB")
        print(f"open     {best(lambda: read_flow(file)):6.0f} ms   goal 300")
        print(f"save     {best(lambda: write_flow(file, value)):6.0f} ms   goal 200")
        journal = Journal(Path(folder), None, file)
        print(f"journal  {edits(journal, value):6.1f} ms   goal 8 (slowest of 30 edits)")


if __name__ == "__main__":
    main()
