"""What a run finds around its workflow when it begins."""

from __future__ import annotations

from contextlib import AsyncExitStack

from builder.cli.preparation import Prepared
from builder.examples import needs_server, with_server
from builder.model.environment import Surroundings


async def example_served(prepared: Prepared, stack: AsyncExitStack) -> Surroundings:
    """The surroundings of a run; the example server is started for a workflow that asks for it."""
    around = prepared.surroundings
    if not needs_server(prepared.workflow, around):
        return around
    from builder.examples.server import ExampleServer

    server = await stack.enter_async_context(ExampleServer())
    return with_server(around, server.url)
