"""What all flows of one run share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from builder.engine.bodies import RunFiles
from builder.engine.budget import Budget
from builder.engine.client import Client, Sent
from builder.engine.clock import Clock
from builder.engine.control import Control
from builder.engine.functions.pool import FunctionPool
from builder.engine.pace import Pace
from builder.engine.report import Reporter
from builder.engine.tokens import Tokens
from builder.engine.transports import Transports
from builder.model.environment import Surroundings


@dataclass(frozen=True, slots=True)
class Resources:
    """What all flows of one run share; see `builder.engine.asked` for most of it.

    Attributes:
        folder: The workspace's folder; None for a lone flow.
        files: Where large bodies go.
        reporter: Tells listeners what happens.
        sent: How many requests have been sent.
        sound: Paths of the flows that were looked through and have no problem.
    """

    surroundings: Surroundings
    folder: Path | None
    transports: Transports
    functions: FunctionPool
    files: RunFiles
    clock: Clock
    random: Random
    budget: Budget
    tokens: Tokens
    reporter: Reporter
    control: Control | None = None
    pace: Pace | None = None
    skip_delays: bool = False
    sent: Sent = field(default_factory=Sent)
    sound: set[str] = field(default_factory=set)

    def client(self) -> Client:
        """What sends the requests of one flow, with a cookie jar of its own."""
        return Client(self.transports, self.files, self.clock, self.sent)
