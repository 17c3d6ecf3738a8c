"""What a run is asked to do; the keyword arguments of `builder.engine.run.run`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom
from typing import Any, TypedDict

import httpx

from builder.engine.budget import Budget
from builder.engine.clock import Clock, SystemClock
from builder.engine.control import Control
from builder.engine.functions.pool import FunctionPool
from builder.engine.pace import Pace
from builder.engine.tokens import Tokens
from builder.engine.transports import Transports
from builder.model.environment import Surroundings
from builder.model.masking import Masker


class RunOptions(TypedDict, total=False):
    """The keyword arguments, all of which may be left out; `Asked` describes them."""

    surroundings: Surroundings | None
    event: Any
    flow_name: str
    flow_path: str
    only: int | None
    upto: int | None
    start: int | None
    token: bool
    outputs: Mapping[int, Any] | None
    pinned: Mapping[int, Any] | None
    item: Mapping[int, int] | None
    skip_delays: bool
    control: Control | None
    folder: Path | None
    transport: Transports | httpx.AsyncBaseTransport | None
    clock: Clock | None
    random: Random | None
    budget: Budget | None
    tokens: Tokens | None
    hiding: Callable[[Masker], None] | None
    pace: Pace | None
    functions: FunctionPool | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked to do.

    Attributes:
        surroundings: The environment with its secrets, and the workspace.
        event: What the trigger hands on; None stands for the trigger's own example.
        flow_name: For the events.
        flow_path: Path of the flow, so that a sub-workflow that calls it is refused as a cycle.
        only: Run this step alone, on the outputs given ("Test step").
        upto: Run everything up to and including this step.
        start: Run this step and those after it, on the outputs given ("Run from here"). The
            Conditionals around it are entered by the branch it stands in.
        token: With `only`: fetch an access token for the step instead of running it. Its output is
            what came back, masked.
        outputs: Outputs of earlier steps, by number, for `only` and `start`. That of a step inside
            a Fan Out is one item's.
        pinned: Outputs used instead of running their steps, by number.
        item: With `only`, inside Fan Outs: the item of each, by the number of the Fan Out; the
            first where nothing is said.
        skip_delays: Whether Delays end at once.
        control: Pauses the run and goes on with it; None for a run that never pauses.
        folder: Where large bodies are written; without one they are gone when the run ends.
        transport: What sends; None for connections of this run alone, closed when it ends.
        clock: Tells the time; None for the system's.
        random: Makes `random.uuid`; None for the system's.
        budget: What the run may use at most.
        tokens: Access tokens of earlier runs, kept for later ones; None for this run's alone.
        hiding: Called with what hides the run's secrets, at its start and each time it comes to
            know more of them; whoever keeps bodies of the run, which are raw in their files, needs
            it.
        pace: Whose turn every request waits for; several runs may share one.
        functions: Calls the user's functions; None for workers of this run alone, ended with it.
    """

    surroundings: Surroundings | None = None
    event: Any = None
    flow_name: str = ""
    flow_path: str = ""
    only: int | None = None
    upto: int | None = None
    start: int | None = None
    token: bool = False
    outputs: Mapping[int, Any] | None = field(default=None, repr=False)
    pinned: Mapping[int, Any] | None = field(default=None, repr=False)
    item: Mapping[int, int] | None = None
    skip_delays: bool = False
    control: Control | None = None
    folder: Path | None = None
    transport: Transports | httpx.AsyncBaseTransport | None = None
    clock: Clock | None = None
    random: Random | None = None
    budget: Budget | None = None
    tokens: Tokens | None = None
    hiding: Callable[[Masker], None] | None = None
    pace: Pace | None = None
    functions: FunctionPool | None = None

    @property
    def around(self) -> Surroundings:
        """The surroundings, or none worth mentioning."""
        return self.surroundings or Surroundings()

    def time(self) -> Clock:
        """The clock, or the system's."""
        return self.clock or SystemClock()

    def chance(self) -> Random:
        """The random numbers, or the system's."""
        return self.random or SystemRandom()

    def transports(self) -> Transports:
        """What sends; new connections when none were handed in."""
        given = self.transport
        return given if isinstance(given, Transports) else Transports(given)
