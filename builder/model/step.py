"""The family of steps, and what the engine and the kinds say to each other.

A kind of step declares fields, problems and `run`; the engine schedules, times, cancels, records
and emits. Steps, authorizations and bodies see the engine only through `Resolver` and `RunContext`.
The families of authorizations and bodies lie beside it, in `auth` and `body`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol

import msgspec
from pydantic import Field

from builder.model.http import BodyRecord, Exchange, Header, SendOptions, WireRequest
from builder.model.kind import Kind
from builder.model.landing import Landing
from builder.model.problem import Problem
from builder.model.template import Scope
from builder.model.text import Text
from builder.model.ui import Editor, Ui

if TYPE_CHECKING:
    from builder.model.connection import Connection
    from builder.model.function import FunctionCall


class StepError(Exception):
    """A step could not do its work. `kind` is stable, `message` is for people.

    Attributes:
        kind: For instance "reference", "invalid-url", "connection-refused".
        message: What is wrong, where, and what to do.
        field: Dotted place inside the step, empty for the step as a whole.
        exchanges: What had been exchanged before it failed.
    """

    def __init__(
        self, kind: str, message: str, field: str = "", exchanges: tuple[Exchange, ...] = ()
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.field = field
        self.exchanges = exchanges

    def inside(self, place: str) -> StepError:
        """The same error with its field seen from one level further out."""
        field = f"{place}.{self.field}" if self.field else place
        return StepError(self.kind, self.message, field, self.exchanges)


class Received(msgspec.Struct, frozen=True):
    """The answer to one request, redirects followed.

    Attributes:
        status: Status code.
        url: Where the answer came from, after redirects.
        headers: In order, as received.
        body: The decoded body, in memory while small, else in a file.
        elapsed: Milliseconds it all took, connecting and redirects included.
        exchanges: The redirect hops and, last, the final exchange.
    """

    status: int
    url: str
    headers: tuple[Header, ...]
    body: BodyRecord
    elapsed: float
    exchanges: tuple[Exchange, ...]


class Resolver(Protocol):
    """Turns fields with references into what they stand for, now."""

    scope: Scope
    folder: Path | None
    """The workspace, which file paths in rows are relative to; None for a flow without one."""
    connections: Mapping[str, Connection]
    """The workspace's connections by name."""

    def text(self, template: str, field: str = "", landing: Landing = Landing.PLAIN) -> str:
        """The text with its references replaced, escaped for where it lands.

        Raises:
            StepError: kind "reference" or "template", naming `field`.
        """
        ...

    def value(self, template: str, field: str = "") -> Any:
        """The JSON value: a lone reference keeps its type, anything else is text.

        Raises:
            StepError: kind "reference" or "template", naming `field`.
        """
        ...


class RunContext(Resolver, Protocol):
    """What a running step may ask of the engine."""

    event: Any
    """What the run was started with, for triggers; None for the trigger's own example."""
    testing: bool
    """Whether the step is tried alone: it does not retry, and fetches few pages."""

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """Send a request and read the whole answer.

        Raises:
            StepError: No usable answer; the kind names the fault.
        """
        ...

    def warn(self, message: str) -> None:
        """Tell the user something although the step goes on."""
        ...

    def log(self, message: str) -> None:
        """Write a line to the step's log."""
        ...

    def progress(self, done: int, total: int | None = None, unit: str = "") -> None:
        """Say how far the step is."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait, telling about once a second how much is over.

        A run that skips delays returns at once, and says so in the step's log.
        """
        ...

    async def call_flow(self, flow: str, event: Any) -> Any:
        """Run another flow of the workspace as part of this run.

        Args:
            flow: Its path relative to the workspace.
            event: What its trigger hands on.

        Returns:
            What its Response ended it with; None without one.

        Raises:
            StepError: "no-such-flow", "flow-cycle", "flow-depth", or "sub-workflow", which names
                the step that failed in it.
        """
        ...

    async def call_function(self, call: FunctionCall) -> Any:
        """Call a function that the user wrote, in a process of its own.

        What it prints goes to the step's log.

        Returns:
            What it returned, a JSON value.

        Raises:
            StepError: "function-error" (with line and column of the code), "function-timeout",
                "function-memory", "function-result" (it returned something that JSON cannot
                hold), "function-died" (its process ended unexpectedly), or "not-trusted" (Python
                in a workspace that the user does not trust).
        """
        ...


class Outcome(msgspec.Struct, frozen=True):
    """What a step came to.

    Attributes:
        output: What references to the step read, a JSON object.
        summary: A few words for the card ("200", "Yes").
        branch: The field of the branch to run next, for steps with branches.
        failed: Set when the step failed although it has an output (an HTTP status of 400 and
            over): kind and message.
        go_on: Whether the run goes on although the step failed.
        exchanges: What went over the wire.
        small: The output is known to be small enough to be its own sample.
        items: Run the branch once for each of these, instead of once.
        ends: The run ends here as succeeded, with the output's `result`.
    """

    output: dict[str, Any] | None = None
    summary: str = ""
    branch: str | None = None
    failed: StepError | None = None
    go_on: bool = False
    exchanges: tuple[Exchange, ...] = ()
    small: bool = False
    items: Items | None = None
    ends: bool = False


class Items(msgspec.Struct, frozen=True):
    """What a Fan Out runs its branch over.

    Attributes:
        values: One for each item, in order.
        at_once: How many items run at the same time, at most.
        go_on: Whether the other items run on when one fails.
        per_second: How many items are begun in a second at most; None for no limit.
    """

    values: Sequence[Any]
    at_once: int = 10
    go_on: bool = False
    per_second: float | None = None


class Branch(msgspec.Struct, frozen=True):
    """A list of steps inside a step: the field that holds it and what the user calls it.

    Attributes:
        field: The field that holds it.
        label: What the user calls it.
        each: Whether it runs once for each of the step's items, as that of a Fan Out does.
    """

    field: str
    label: str
    each: bool = False


class Example(msgspec.Struct, frozen=True):
    """A path a step of this kind can be referenced by, shown before anything has run."""

    path: str
    meaning: str


class Step(Kind, family=True):
    """A step of a workflow.

    Class attributes:
        label: What the palette calls the kind; the docstring's first line is its tooltip.
        group: The palette's heading ("Actions", "Logic"); "Triggers" are never in the palette.
        first_tab: What its first tab is called; the label unless it says otherwise.
        icon: Name of the SVG in `resources/icons` (without ending).
        tone: Theme token that tints the icon ("ok", "warning", "accent").
        branches: The fields that hold nested steps, in the order they are drawn.
        examples: Paths that references can use, for the variable menu before a first run.
        ends_run: Whether it ends the run, as a Response does.
    """

    group: ClassVar[str] = ""
    first_tab: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    tone: ClassVar[str] = "accent"
    hint: ClassVar[str] = ""
    """A few words beside the label in the palette ("Call any HTTP API")."""
    rank: ClassVar[int] = 50
    """Where it stands among the palette's entries of its group; lower ones first."""
    branches: ClassVar[tuple[Branch, ...]] = ()
    examples: ClassVar[tuple[Example, ...]] = ()
    ends_run: ClassVar[bool] = False

    number: Annotated[int, Field(ge=1)] = 1
    name: Annotated[str, Ui(label="Name", editor=Editor.HIDDEN)] = ""
    note: Annotated[Text, Ui(label="Note", tab="Options", editor=Editor.TEXT)] = ""
    enabled: Annotated[bool, Ui(label="Enabled", editor=Editor.HIDDEN)] = True

    @property
    def title(self) -> str:
        """The name the user gave, else the kind's label."""
        return self.name or self.label

    @property
    def badge(self) -> str:
        """Short text drawn instead of the icon (a method: "GET"); empty for the icon."""
        return ""

    @property
    def paged(self) -> bool:
        """Whether it fetches pages.

        `self.pageToken` has a value in its fields then, and in its field `pagination` references
        to the step itself mean the page just fetched.
        """
        return False

    def summary(self) -> str:
        """The one line under the name on the card."""
        return ""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the fields themselves; references are checked for all kinds alike."""
        yield from ()

    def connection_name(self) -> str:
        """Name of the connection it uses; empty for kinds that use none."""
        return ""

    def called_flow(self) -> str:
        """Path of the workflow it calls, relative to the workspace; empty for kinds that do not."""
        return ""

    def example_output(self) -> Any:
        """What a trigger gives when it is started without an event; None for other kinds."""
        return None

    async def run(self, ctx: RunContext) -> Outcome:
        """Do the work.

        Raises:
            StepError: It could not be done.
        """
        raise StepError("unknown-kind", f"Steps of the kind “{self.kind}” cannot be run here.")


class UnknownStep(Step):
    """A step of a kind this version does not know: kept, shown, refused when run."""

    kind: str
    label = "Unknown step"
    icon = "unknown"
    tone = "warning"

    def summary(self) -> str:
        """Name the kind."""
        return f"kind “{self.kind}”"

    def problems(self) -> Iterator[Problem]:
        """Say that it cannot run."""
        yield Problem(
            f"This version does not know steps of the kind “{self.kind}”. The step is kept as it "
            "is and cannot run: update the program, or delete or disable the step.",
            step=self.number,
        )
