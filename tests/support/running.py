"""Runs workflows and keeps what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

import builder.steps  # noqa: F401 - completes the models
from builder.engine.protocol import encode_event
from builder.engine.run import RunResult, run
from builder.engine.transports import Transports
from builder.model.events import AnyEvent, RunFinished, StepFinished
from builder.model.resolver import FieldResolver
from builder.model.scope import Values
from builder.model.workflow import Workflow


def flow(*steps: dict[str, Any], example: str = "{}", **trigger: Any) -> Workflow:
    """A workflow of plain steps after an event trigger with number 1."""
    first = {"kind": "event", "number": 1, "example": example, **trigger}
    return Workflow.model_validate({"trigger": first, "steps": list(steps)})


def request(number: int, url: str, **fields: Any) -> dict[str, Any]:
    """A Request step as plain data."""
    return {"kind": "request", "number": number, "url": url, **fields}


def conditional(number: int, *rule: str, yes: Any = (), no: Any = ()) -> dict[str, Any]:
    """A Conditional of one rule as plain data."""
    left, operator, right = (*rule, "")[:3]
    rules = {"groups": [[{"left": left, "operator": operator, "right": right}]]}
    return {"kind": "conditional", "number": number, "rules": rules, "yes": yes, "no": no}


def fan_out(number: int, array: str, *each: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A Fan Out step as plain data."""
    return {"kind": "fan_out", "number": number, "array": array, "each": list(each), **fields}


@dataclass
class Ran:
    """A run that is over, or was cancelled (then without a result)."""

    events: list[AnyEvent] = field(default_factory=list)
    result: RunResult | None = None

    def step(self, number: int) -> StepFinished:
        """The event a step ended with."""
        return next(e for e in self.events if isinstance(e, StepFinished) and e.step == number)

    @property
    def end(self) -> RunFinished:
        last = self.events[-1]
        assert isinstance(last, RunFinished)
        return last

    @property
    def said(self) -> bytes:
        """Every event as JSON: what a listener may get to see."""
        return b"\n".join(bytes(encode_event(event)) for event in self.events)


async def ran(workflow: Workflow, folder: Path, **arguments: Any) -> Ran:
    """Run a workflow to its end."""
    what = Ran()
    transports = Transports()
    try:
        what.result = await run(
            workflow, emit=what.events.append, folder=folder, transport=transports, **arguments
        )
    finally:
        await transports.aclose()
    return what


def fields(
    outputs: Mapping[int, Any] | None = None, folder: Path | None = None, **environment: str
) -> FieldResolver:
    """Resolves fields against these outputs and variables."""
    return FieldResolver(Values(outputs or {}, environment, "test"), folder)


def decoded(data: bytes | None) -> Any:
    """JSON as plain Python."""
    return msgspec.json.decode(data or b"null")


def private_bytes(path: str) -> bytes:
    """The content of a file that must be readable by the user alone."""
    file = Path(path)
    assert file.stat().st_mode & 0o777 == 0o600
    return file.read_bytes()


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
