"""The example server over real sockets, and the example workspace."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

import builder.steps  # noqa: F401 - completes the models
from builder import examples, resource
from builder.examples.server import ExampleServer
from builder.model.environment import Surroundings
from builder.storage.files import read_environment, read_flow
from builder.storage.flow_format import to_bytes
from builder.storage.workspace import Workspace


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with (
        ExampleServer() as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        yield client


async def test_the_shop(client: httpx.AsyncClient) -> None:
    users = (await client.get("/users", params={"active": "true"})).json()
    assert users["total"] == len(users["items"]) > 1
    user = (await client.get("/users/u_4821", params={"expand": "orders"})).json()
    assert user["email"] == "ada@example.com"
    assert user["orders"] == (await client.get("/users/u_4821/orders")).json()["items"]
    missing = await client.get("/users/nobody")
    assert missing.status_code == 404
    assert "nobody" in missing.json()["error"]["message"]
    made = await client.post("/users", json={"email": "new@example.com"})
    assert made.status_code == 201
    again = await client.get(made.headers["location"])
    assert again.json() == made.json()
    order = await client.post("/orders", json={"userId": made.json()["id"]})
    assert (await client.get(f"/orders/{order.json()['id']}")).json() == order.json()


async def test_bad_input(client: httpx.AsyncClient) -> None:
    assert (await client.post("/orders", content=b"{")).status_code == 400
    assert (await client.post("/orders", json=[])).status_code == 422
    assert (await client.post("/orders", json={})).status_code == 422
    assert (await client.get("/orders/none")).status_code == 404
    assert (await client.get("/nowhere")).status_code == 404
    assert (await client.get("/slow?seconds=x")).status_code == 400
    assert (await client.get("/rows?count=x")).status_code == 400
    assert (await client.get("/status/x")).status_code == 400


async def test_addresses_to_try_things_with(client: httpx.AsyncClient) -> None:
    echo = (await client.put("/echo?a=1", json={"b": 2}, headers={"X-One": "é".encode()})).json()
    assert echo["method"] == "PUT"
    assert echo["query"] == {"a": "1"}
    assert echo["json"] == {"b": 2}
    assert (await client.get("/status/503")).status_code == 503
    assert (await client.get("/status/204")).content == b""
    tries = [(await client.get("/flaky/a")).status_code for _ in range(4)]
    assert tries == [503, 503, 200, 503]
    assert (await client.get("/secure")).status_code == 401
    token = {"Authorization": "Bearer example-token"}
    assert (await client.get("/secure", headers=token)).json() == {"secure": True}
    landed = await client.get("/redirect/3", follow_redirects=True)
    assert landed.json()["target"] == "/echo"
    assert len((await client.get("/rows?count=7")).json()) == 7
    with pytest.raises(json.JSONDecodeError):
        (await client.get("/broken-json")).json()
    head = await client.head("/users")
    assert head.status_code == 200
    assert head.content == b""


async def test_slow_answers_hold_nobody_else_up_and_end_with_the_server() -> None:
    server = ExampleServer()
    url = await server.start()
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        slow = asyncio.create_task(client.get("/slow?seconds=30"))
        await asyncio.sleep(0.05)
        assert (await client.get("/users")).status_code == 200
        await asyncio.wait_for(server.close(), 2)
        with pytest.raises(httpx.TransportError):
            await asyncio.wait_for(slow, 2)


async def test_what_is_no_http_is_refused() -> None:
    async with ExampleServer() as server:
        port = int(server.url.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\r\n\r\n")
        assert (await asyncio.wait_for(reader.read(), 2)).startswith(b"HTTP/1.1 400")
        writer.close()


async def test_pipelined_requests_are_answered_in_order() -> None:
    async with ExampleServer() as server:
        port = int(server.url.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /slow?seconds=0.1 HTTP/1.1\r\nHost: a\r\n\r\n")
        writer.write(b"GET /users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answers = await asyncio.wait_for(reader.read(), 5)
        assert answers.index(b'"waited"') < answers.index(b'"total"')
        writer.close()


def test_the_example_files_are_canonical() -> None:
    workspace = Workspace(resource.path("examples"))
    assert len(workspace.flows()) >= 3
    for flow in workspace.flows():
        assert to_bytes(read_flow(flow)) == flow.read_bytes(), flow
    for name in workspace.environments():
        path = workspace.environment_path(name)
        assert to_bytes(read_environment(path)) == path.read_bytes(), path


def test_installing_keeps_what_the_user_changed(tmp_path: Path) -> None:
    first = examples.install(tmp_path / "mine")
    assert first == tmp_path / "mine" / examples.FIRST
    assert (tmp_path / "mine" / "environments" / "local.env.json").exists()
    first.write_text("changed")
    (tmp_path / "mine" / "README.md").unlink()
    examples.install(tmp_path / "mine")
    assert first.read_text() == "changed"
    assert (tmp_path / "mine" / "README.md").exists()


def test_who_needs_the_server() -> None:
    flow = read_flow(examples.first_flow())
    assert examples.needs_server(flow, Surroundings())
    around = examples.with_server(Surroundings(values={"a": "b"}), "http://127.0.0.1:1")
    assert around.values == {"a": "b", "example_url": "http://127.0.0.1:1"}
    assert not examples.needs_server(flow, around)
    lone = flow.model_copy(update={"steps": ()})
    assert not examples.needs_server(lone, Surroundings())
