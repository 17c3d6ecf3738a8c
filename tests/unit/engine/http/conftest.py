from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import trustme

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


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who signs the certificates of the servers."""
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    """The file of that authority."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path
