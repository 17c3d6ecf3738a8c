"""The header X-Paragon-Encoding, as a real server sees what comes of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from builder.http.composing import wire_request
from builder.model.disk_file import CHUNK
from builder.model.environment import Surroundings
from builder.model.plain import to_plain
from builder.model.step import StepError
from builder.steps.request import Request
from tests.support.running import fields, flow, ran, request
from tests.support.servers import Answer, Recorder, Seen, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as recording:
        yield recording


def rows(*values: str) -> list[dict[str, str]]:
    return [{"key": "x-PARAGON-encoding", "value": value} for value in values]


async def sent(
    server: Recorder, folder: Path, body: dict[str, Any], *headers: str, **more: Any
) -> Seen:
    step = request(2, server.url, body=body, headers=rows(*headers), **more)
    result = await ran(flow(step), folder, event={"b64": "AP/+", "name": "base64"})
    assert result.end.error is None
    return server.last


@pytest.mark.parametrize(
    ("encoding", "text", "content"),
    [
        ("hex", "00 FF fe", b"\x00\xff\xfe"),
        ("base64", "AP/+", b"\x00\xff\xfe"),
        ("base64url", "AP_-", b"\x00\xff\xfe"),
        ("utf8", '"é{{1.event.name}}"', '"ébase64"'.encode()),
        ("utf16le", "é\U0001f600", "é\U0001f600".encode("utf-16-le")),
        ("latin1", "é", b"\xe9"),
        ("ascii", "e", b"e"),
        ("{{1.event.name}}", "{{1.event.b64}}", b"\x00\xff\xfe"),
    ],
)
async def test_the_bytes_are_sent_and_the_header_is_not(
    server: Recorder, tmp_path: Path, encoding: str, text: str, content: bytes
) -> None:
    for language in ("json", "text"):
        body = {"kind": "raw", "language": language, "text": text}
        seen = await sent(server, tmp_path, body, encoding, method="PUT")
        assert seen.body == content
        assert seen.header("Content-Length") == str(len(content))
        assert seen.header("X-Paragon-Encoding") is None


async def test_the_header_goes_before_the_field(server: Recorder, tmp_path: Path) -> None:
    body = {"kind": "raw", "encoding": "base64", "text": "00ff"}
    assert (await sent(server, tmp_path, body, "hex")).body == b"\x00\xff"
    assert (await sent(server, tmp_path, body)).body == b"\xd3G\xdf"


@pytest.mark.parametrize("method", ["GET", "DELETE", "HEAD", "OPTIONS", "PROPFIND"])
async def test_any_method_carries_a_body(server: Recorder, tmp_path: Path, method: str) -> None:
    seen = await sent(server, tmp_path, {"kind": "raw", "text": '"x"'}, method=method)
    assert (seen.method, seen.body) == (method, b'"x"')


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ({"kind": "json", "rows": [{"key": "a", "value": "é"}]}, b'{"a":"\xe9"}'),
        ({"kind": "xml", "text": "<a>é</a>"}, b"<a>\xe9</a>"),
        ({"kind": "graphql", "query": '{a(x: "é")}'}, b'{"query":"{a(x: \\"\xe9\\")}"}'),
        ({"kind": "none"}, b""),
    ],
)
async def test_every_body_of_text_has_encodings(
    server: Recorder, tmp_path: Path, body: dict[str, Any], content: bytes
) -> None:
    assert (await sent(server, tmp_path, body, "latin1")).body == content


async def test_a_header_of_ones_own_sets_the_content_type(server: Recorder, tmp_path: Path) -> None:
    own = {"key": "Content-Type", "value": "image/png"}
    step = request(
        2,
        server.url,
        body={"kind": "raw", "text": "00"},
        headers=[own, *rows("hex")],
        method="POST",
    )
    await ran(flow(step), tmp_path)
    assert server.last.header("Content-Type") == "image/png"
    await ran(flow({**step, "headers": rows("hex")}), tmp_path)
    assert server.last.header("Content-Type") == "application/octet-stream"


@pytest.mark.parametrize(
    ("header", "text", "field", "said"),
    [
        ("hex", "abc", "body.text", "position 3"),
        ("rot13", "abc", "headers.0.value", "“rot13” is no body encoding"),
        ("", "abc", "headers.0.value", "use one of hex"),
    ],
)
async def test_bad_data_stops_the_step_before_anything_is_sent(
    server: Recorder, tmp_path: Path, header: str, text: str, field: str, said: str
) -> None:
    body = {"kind": "raw", "language": "text", "text": text}
    step = Request.model_validate(request(2, server.url, body=body, headers=rows(header)))
    (problem,) = step.problems()
    assert (problem.step, problem.field) == (2, field)
    assert said in problem.message
    with pytest.raises(StepError, match=said) as raised:
        wire_request(step, fields())
    assert (raised.value.kind, raised.value.field) == ("invalid-encoding", field)
    result = await ran(flow(to_plain(step)), tmp_path)
    assert result.end.error is not None
    assert not server.seen


def test_the_panel_lists_the_content_type_that_fits() -> None:
    def listed(**more: Any) -> str | None:
        step = Request.model_validate(request(2, "https://a.example", **more))
        found = [one.value for one in step.automatic_headers() if one.name == "Content-Type"]
        return found[0] if found else None

    raw = {"kind": "raw", "language": "text", "text": "00"}
    assert listed(body=raw) == "text/plain; charset=utf-8"
    assert listed(body=raw, headers=rows("latin1")) == "text/plain; charset=iso-8859-1"
    assert listed(body={"kind": "json"}, headers=rows("hex")) == "application/octet-stream"
    assert listed(body=raw, headers=rows("nope")) == "text/plain; charset=utf-8"
    assert listed(headers=rows("hex")) is None


@pytest.mark.parametrize("kind", ["file", "multipart"])
async def test_a_file_that_shrinks_while_it_is_sent_fails_the_step_by_name(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "f"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 64 * CHUNK)
    rows = [{"key": "k", "value": "f", "type": "file"}]
    body = {"kind": kind, "file": "f"} if kind == "file" else {"kind": kind, "rows": rows}

    over = asyncio.Event()

    async def shorten(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(CHUNK)
        os.truncate(path, CHUNK)
        with suppress(ConnectionError):
            while await reader.read(CHUNK):
                pass
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        over.set()

    server = await asyncio.start_server(shorten, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        step = request(2, f"http://127.0.0.1:{port}", body=body)
        result = await ran(flow(step), tmp_path, surroundings=Surroundings(folder=str(tmp_path)))
        await asyncio.wait_for(over.wait(), 10)
    error = result.end.error
    assert error is not None
    assert error.kind == "file-changed"
    assert "“f” was changed" in error.message


async def test_a_binary_answer_is_sent_on_byte_for_byte(server: Recorder, tmp_path: Path) -> None:
    content = bytes(range(256)) * 1024
    server.answers["/image"] = Answer(200, [("Content-Type", "image/x-test")], content)
    rows = [{"key": "k", "value": "{{2.response.body}}", "type": "file"}]
    steps = (
        request(2, f"{server.url}/image"),
        request(3, server.url, method="PUT", body={"kind": "file", "file": "{{2.response.body}}"}),
        request(4, server.url, method="POST", body={"kind": "multipart", "rows": rows}),
    )
    result = await ran(flow(*steps), tmp_path)
    assert result.end.error is None
    assert server.seen[1].body == content
    assert server.seen[1].header("Content-Type") == "image/x-test"
    assert content in server.seen[2].body


def test_a_multipart_content_type_without_its_boundary_is_warned_of() -> None:
    def said(value: str) -> list[str]:
        own = [{"key": "content-type", "value": value}]
        body = {"kind": "multipart", "rows": [{"key": "k"}]}
        step = Request.model_validate(request(2, "https://a.example", body=body, headers=own))
        return [problem.field for problem in step.problems()]

    assert said("multipart/form-data") == ["headers.0.value"]
    assert said("multipart/form-data; boundary=x") == []
    assert said("{{1.event}}") == []


async def test_an_empty_file_and_a_redirected_one(server: Recorder, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "full").write_bytes(b"full")
    server.answers["/moved"] = Answer(307, [("Location", "/here")])
    steps = (
        request(2, server.url, method="PUT", body={"kind": "file", "file": "empty"}),
        request(3, f"{server.url}/moved", method="PUT", body={"kind": "file", "file": "full"}),
    )
    result = await ran(flow(*steps), tmp_path, surroundings=Surroundings(folder=str(tmp_path)))
    assert result.end.error is None
    assert [(seen.target, seen.body) for seen in server.seen] == [
        ("/", b""),
        ("/moved", b"full"),
        ("/here", b"full"),
    ]
    assert server.seen[0].header("Content-Length") == "0"
