"""Faults on the wire, as a step names them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model.events import Status
from tests.support.hostile import HostileServer
from tests.support.running import flow, ran, request


@pytest.fixture(scope="module")
def hostile() -> Iterator[HostileServer]:
    with HostileServer() as server:
        yield server


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/reset", "connection-reset"),
        ("/truncated", "connection-closed"),
        ("/bad-chunk", "bad-response"),
        ("/huge-header", "bad-response"),
        ("/cl-conflict", "bad-response"),
        ("/bad-gzip", "bad-encoding"),
        ("/gzip-bomb", "response-too-large"),
    ],
)
async def test_faults_of_a_server_are_named_errors_of_the_step(
    hostile: HostileServer, tmp_path: Path, path: str, kind: str
) -> None:
    options = {"response_limit": 1, "total_timeout": 20}
    what = await ran(flow(request(2, hostile.url + path, options=options)), tmp_path)
    failed = what.step(2)
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert (failed.error.kind, bool(failed.error.message)) == (kind, True)
    assert failed.exchanges[0].url == hostile.url + path
    assert what.end.error == failed.error


@pytest.mark.parametrize(
    ("url", "kind"),
    [("http://127.0.0.1:1/", "connection-refused"), ("http://no-such-host.invalid/", "dns")],
)
async def test_servers_that_are_not_there(tmp_path: Path, url: str, kind: str) -> None:
    error = (await ran(flow(request(2, url)), tmp_path)).step(2).error
    assert error is not None
    assert error.kind == kind


async def test_silence_is_a_read_timeout(hostile: HostileServer, tmp_path: Path) -> None:
    step = request(2, hostile.url + "/silent", options={"read_timeout": 0.2})
    error = (await ran(flow(step), tmp_path)).step(2).error
    assert error is not None
    assert error.kind == "read-timeout"


async def test_surplus_bytes_never_become_the_next_answer(
    hostile: HostileServer, tmp_path: Path
) -> None:
    steps = [request(n, hostile.url + "/two-responses") for n in (2, 3)]
    what = await ran(flow(*steps), tmp_path)
    (first,), (second,) = what.step(2).exchanges, what.step(3).exchanges
    assert first.body.data == second.body.data
    assert not second.reused
