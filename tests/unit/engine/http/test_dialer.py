from __future__ import annotations

import asyncio
import socket
from time import perf_counter

import pytest

from builder.engine.http.dialer import connect_first
from builder.engine.http.resolver import AddressInfo
from builder.engine.http.transport import Transport
from tests.support.hostile import HostileServer
from tests.support.wire import body, fetch, sockets_to


def address(port: int, host: str = "127.0.0.1") -> AddressInfo:
    return (socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, port))


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_an_address_that_refuses_is_passed_over_at_once(
    server: HostileServer, closed_port: int
) -> None:
    begun = perf_counter()
    connected = await connect_first([address(closed_port), address(server.port)])
    assert perf_counter() - begun < 0.25
    assert connected.getpeername() == ("127.0.0.1", server.port)
    connected.close()


async def test_an_address_that_does_not_answer_costs_a_head_start(server: HostileServer) -> None:
    with socket.socket() as deaf, socket.socket() as filling, socket.socket() as more:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        port = deaf.getsockname()[1]
        filling.connect(("127.0.0.1", port))
        more.setblocking(False)
        with pytest.raises(BlockingIOError):
            more.connect(("127.0.0.1", port))
        begun = perf_counter()
        connected = await connect_first([address(port), address(server.port)])
        assert 0.2 < perf_counter() - begun < 2
        assert connected.getpeername() == ("127.0.0.1", server.port)
        connected.close()
    assert sockets_to(port) == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_all_refuse(closed_port: int) -> None:
    with pytest.raises(ConnectionRefusedError):
        await connect_first([address(closed_port), address(closed_port, "127.0.0.2")])


async def test_cancelling_leaves_nothing(server: HostileServer) -> None:
    addresses = [address(server.port), address(server.port, "127.0.0.2")]
    for _ in range(5):
        task = asyncio.create_task(connect_first(addresses))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
    assert sockets_to(server.port) == 0


async def test_by_name(server: HostileServer, transport: Transport) -> None:
    """`localhost` has an IPv6 address too on many machines; nothing listens there."""
    responses = await asyncio.gather(
        *(fetch(transport, f"http://localhost:{server.port}/slow?delay=0.02") for _ in range(20))
    )
    assert all(body(response) for response in responses)
    assert all(response.extensions["timings"].dns > 0 for response in responses)


async def test_over_ipv6(transport: Transport) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nv6")
        await reader.read()
        writer.close()

    try:
        listening = await asyncio.start_server(answer, "::1", 0)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    port = listening.sockets[0].getsockname()[1]
    response = await fetch(transport, f"http://[::1]:{port}/")
    assert body(response) == b"v6"
    assert response.extensions["remote_address"] == ("::1", port)
    assert response.extensions["timings"].dns is None
    await transport.aclose()
    listening.close()
