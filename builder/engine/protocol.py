"""What the window and the engine's process say to each other: one JSON object a line.

The window writes to the process's standard input:

- ``{"type": "run", "id": 7, "workflow": {…}, …}`` starts a run (see `RunMessage`)
- ``{"type": "stop", "id": 7}`` cancels it
- ``{"type": "pause", "id": 7}`` lets no further step of it begin, ``{"type": "resume", "id": 7}``
  goes on, ``{"type": "step", "id": 7}`` lets one step begin
- ``{"type": "breakpoints", "id": 7, "numbers": [3]}`` says before which steps it pauses
- ``{"type": "health"}`` asks for a sign of life

The process writes to its standard output:

- ``{"type": "ready", "pid": 4711}`` once, when everything it needs is imported
- ``{"type": "events", "id": 7, "events": [{…}, …]}``, at most one such batch in 16 ms; the last
  event of a run is always "run-finished"
- ``{"type": "rows-began", …}``, ``{"type": "rows-seen", …}``, ``{"type": "rows-said", …}`` and
  ``{"type": "rows-ended", …}`` in place of events when the run has `data`: the rows themselves
  stand in their journal
- ``{"type": "token", "token": {…}}`` for each access token that was fetched: the window keeps it
  in memory and hands it to later runs, so that the end of an engine loses none
- ``{"type": "healthy"}``

When its standard input ends, the process cancels what runs and ends too. Lines have no limit; what
bodies are over 64 KiB lie in files and only their paths travel.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from builder.engine.tokens import KeptToken
from builder.model.connection import Connection
from builder.model.environment import Surroundings
from builder.model.event_json import digits
from builder.model.events import AnyEvent
from builder.model.number import Number
from builder.model.row_events import RowsFinished, RowsStarted
from builder.model.workflow import Workflow


class DataRun(msgspec.Struct, omit_defaults=True, kw_only=True):
    """How a workflow is run for each row of a file.

    Attributes:
        path: The file.
        at_once: How many rows at a time.
        per_second: At most so many requests a second; 0 for as many as go.
        bail: Whether no further row begins once one has failed.
        resume: Whether an interrupted run is gone on with.
        journals: Folder where finished rows are noted.
    """

    path: str
    at_once: int = 1
    per_second: float = 0.0
    bail: bool = False
    resume: bool = False
    journals: str


class RunMessage(msgspec.Struct, tag="run", omit_defaults=True, kw_only=True):
    """Start a run.

    Attributes:
        id: Chosen by the window; batches of events carry it.
        workflow: As it would stand in a file, with literals of password-like fields.
        environment, values, secrets, workspace: See `Surroundings`.
        connections: As they would stand in files, with literals of password-like fields.
        event: See `run`.
        flow: Name of the flow, for the events.
        only, upto, start, token, item, skip_delays: See `run`.
        outputs: Outputs of earlier steps, by number.
        output_files: The same in files that `outputs.write_output` has written; these win.
        pinned, pinned_files: Outputs used instead of running steps, likewise.
        breakpoints: Numbers of the steps before which the run pauses.
        paused: Whether the run pauses before its first step.
        folder: Where large bodies go.
        tokens: Access tokens that earlier engines have fetched.
        flows: The flows that sub-workflow steps call, as they would stand in files, with literals
            of password-like fields, by path.
        trusted: See `Surroundings`.
        data: Set to run the workflow once for each row of a file.
        history: Path of the database that keeps the run; empty for none.
        flow_path: Path of the flow's file, for the history.
        history_key: What the history knows the run by; empty for a new key.
    """

    id: int
    workflow: dict[str, Any]
    environment: str = ""
    values: dict[str, str] = {}
    secrets: list[str] = []
    workspace: str = ""
    connections: dict[str, dict[str, Any]] = {}
    event: Any = None
    flow: str = ""
    only: int | None = None
    upto: int | None = None
    start: int | None = None
    token: bool = False
    item: dict[int, int] = {}
    skip_delays: bool = False
    outputs: dict[int, Any] = {}
    output_files: dict[int, str] = {}
    pinned: dict[int, Any] = {}
    pinned_files: dict[int, str] = {}
    breakpoints: list[int] = []
    paused: bool = False
    folder: str
    tokens: list[KeptToken] = []
    flows: dict[str, dict[str, Any]] = {}
    trusted: bool = False
    data: DataRun | None = None
    history: str = ""
    flow_path: str = ""
    history_key: str = ""

    def surroundings(self) -> Surroundings:
        """The environment with its secrets, and the connections.

        Raises:
            ValidationError: A connection or a flow is none.
        """
        return Surroundings(
            self.environment,
            self.values,
            frozenset(self.secrets),
            self.workspace,
            {name: Connection.model_validate(plain) for name, plain in self.connections.items()},
            {path: Workflow.model_validate(plain) for path, plain in self.flows.items()},
            self.trusted,
        )

    def __repr__(self) -> str:
        return f"RunMessage({self.id}, {self.flow!r})"


class StopMessage(msgspec.Struct, tag="stop"):
    """Cancel a run."""

    id: int


class PauseMessage(msgspec.Struct, tag="pause"):
    """Let no further step of a run begin."""

    id: int


class ResumeMessage(msgspec.Struct, tag="resume"):
    """Go on with a run, up to the next breakpoint."""

    id: int


class StepMessage(msgspec.Struct, tag="step"):
    """Let one step of a run begin, then pause again."""

    id: int


class BreakpointsMessage(msgspec.Struct, tag="breakpoints"):
    """From now on a run pauses before the steps with these numbers."""

    id: int
    numbers: list[int]


class HealthMessage(msgspec.Struct, tag="health"):
    """Give a sign of life."""


class Ready(msgspec.Struct, tag="ready"):
    """The process can take its first run without further imports."""

    pid: int


class Events(msgspec.Struct, tag="events"):
    """A batch of events of one run."""

    id: int
    events: list[AnyEvent]


class RowsBegan(msgspec.Struct, tag="rows-began"):
    """The data of a run was read.

    Its finished rows are noted in the file `journal`; the history knows it by the key `history`.
    """

    id: int
    started: RowsStarted
    journal: str
    history: str = ""


class RowPlace(msgspec.Struct, frozen=True, array_like=True):
    """A finished row: how it ended, milliseconds, and where in the journal the rest stands."""

    row: int
    failed: bool
    duration: float
    at: int


class RowsSeen(msgspec.Struct, tag="rows-seen"):
    """Rows that ended, at most one such message in 50 ms; those finished earlier come first."""

    id: int
    rows: list[RowPlace]


class RowsSaid(msgspec.Struct, tag="rows-said"):
    """A sentence for the user about a data-driven run that goes on."""

    id: int
    text: str


class RowsEnded(msgspec.Struct, tag="rows-ended"):
    """A data-driven run is over; nothing comes after this."""

    id: int
    finished: RowsFinished


class TokenFetched(msgspec.Struct, tag="token"):
    """An access token for the window to keep."""

    token: KeptToken


class Healthy(msgspec.Struct, tag="healthy"):
    """A sign of life."""


ToHost = (
    RunMessage
    | StopMessage
    | PauseMessage
    | ResumeMessage
    | StepMessage
    | BreakpointsMessage
    | HealthMessage
)
FromHost = Ready | Events | RowsBegan | RowsSeen | RowsSaid | RowsEnded | TokenFetched | Healthy


class Lines:
    """Puts chunks of bytes together to lines, however long they are."""

    def __init__(self) -> None:
        self._begun: list[bytes] = []

    def feed(self, chunk: bytes) -> list[bytes]:
        """The lines that are complete now, without their line breaks."""
        *complete, rest = chunk.split(b"\n")
        if not complete:
            self._begun.append(chunk)
            return []
        complete[0] = b"".join([*self._begun, complete[0]])
        self._begun = [rest]
        return complete


def encode(message: ToHost | FromHost) -> bytes:
    """A message as one line."""
    return _ENCODER.encode(message) + b"\n"


def encode_event(event: AnyEvent) -> msgspec.Raw:
    """An event, ready to be put into a batch."""
    return msgspec.Raw(_ENCODER.encode(event))


def encode_batch(run: int, events: list[msgspec.Raw]) -> bytes:
    """A batch of encoded events as one line."""
    return b'{"type":"events","id":%d,"events":[%s]}\n' % (run, b",".join(events))


def decode_to_host(line: bytes) -> ToHost:
    """Read what the window says.

    Raises:
        msgspec.DecodeError: It is no message.
    """
    return _TO_HOST.decode(line)


def decode_from_host(line: bytes) -> FromHost:
    """Read what the process says.

    Raises:
        msgspec.DecodeError: It is no message.
    """
    return _FROM_HOST.decode(line)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else digits(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_TO_HOST: msgspec.json.Decoder[ToHost] = msgspec.json.Decoder(ToHost, float_hook=Number)
_FROM_HOST: msgspec.json.Decoder[FromHost] = msgspec.json.Decoder(FromHost, float_hook=Number)
