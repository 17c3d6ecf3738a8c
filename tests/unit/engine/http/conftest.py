from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from tests.support.hostile import HostileServer


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with HostileServer() as server:
        yield server


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    transport = Transport(Profile())
    yield transport
    await transport.aclose()
