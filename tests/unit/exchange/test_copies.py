"""Copied commands and programs send what was sent, to the byte."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.exchange.copied import variable_name
from builder.exchange.curl import from_curl
from builder.exchange.to_curl import to_curl
from builder.exchange.to_python import to_python
from builder.model.http import Exchange
from tests.support.running import flow, ran, request
from tests.support.servers import Recorder, Seen, recorder

SECRET = "tok'en-$1-ßx"
KEY = "k%2Fey-987"


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def raw(text: str, language: str = "text") -> dict[str, Any]:
    return {"kind": "raw", "language": language, "text": text}


STEPS: list[dict[str, Any]] = [
    {},
    {"method": "HEAD"},
    {"method": "DELETE", "query": [{"key": "a[]", "value": "{x} 'y'"}]},
    {"method": "POST"},
    {"method": "POST", "body": raw('{"a": "it\'s $HOME `x` \\" \\\\ é"}', "json")},
    {"method": "GET", "body": raw("a body\nof two lines\n")},
    {"method": "PUT", "body": {**raw("00ff0a0d27", "text"), "encoding": "hex"}},
    {"method": "POST", "body": raw("tab\tand\x01control")},
    {
        "method": "POST",
        "body": {"kind": "multipart", "rows": [{"key": "a", "value": "1"}]},
        "headers": [{"key": "X-Empty", "value": ""}, {"key": "x-a", "value": "'"}],
        "without_headers": ["User-Agent", "Accept", "Accept-Encoding"],
    },
    {"method": "POST", "body": raw("x" * 100_000), "without_headers": ["Content-Type"]},
    {"auth": {"kind": "bearer", "token": {"literal": SECRET}}},
    {"auth": {"kind": "basic", "username": "ada", "password": {"literal": SECRET}}},
    {
        "method": "POST",
        "body": raw(f"the secret {KEY} is here"),
        "auth": {"kind": "query", "rows": [{"key": "api-key", "value": {"literal": KEY}}]},
    },
]
ENVIRONMENT = {
    "AUTHORIZATION": SECRET,
    "AUTHORIZATION_LOGIN": f"ada:{SECRET}",
    "API_KEY": KEY,
    "SECRET": KEY,
}


async def exchange_of(server: Recorder, folder: Path, fields: dict[str, Any]) -> Exchange:
    step = request(2, f"{server.url}/a/b", **fields)
    what = await ran(flow(step), folder)
    return what.step(2).exchanges[-1]


async def run(folder: Path, *command: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=dict(os.environ) | ENVIRONMENT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0, said


def sorted_headers(seen: Seen) -> list[tuple[str, str]]:
    return sorted(seen.headers)


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="needs curl")
@pytest.mark.parametrize("fields", STEPS)
async def test_the_command_sends_the_same(
    server: Recorder, tmp_path: Path, fields: dict[str, Any]
) -> None:
    exchange = await exchange_of(server, tmp_path, fields)
    command = to_curl(exchange)
    assert SECRET not in command
    assert KEY not in command
    await run(tmp_path, "bash", "-c", command)
    first, second = server.seen
    assert (first.method, first.target, first.body) == (second.method, second.target, second.body)
    assert sorted_headers(first) == sorted_headers(second)


@pytest.mark.parametrize("fields", STEPS)
async def test_the_program_sends_the_same(
    server: Recorder, tmp_path: Path, fields: dict[str, Any]
) -> None:
    exchange = await exchange_of(server, tmp_path, fields)
    program = to_python(exchange)
    assert SECRET not in program
    assert KEY not in program
    await run(tmp_path, sys.executable, "-c", program)
    first, second = server.seen
    assert (first.method, first.target, first.body) == (second.method, second.target, second.body)
    kept = dict(first.headers)
    assert {k: v for k, v in second.headers if k in kept} == kept


async def test_a_copied_command_can_be_pasted(server: Recorder, tmp_path: Path) -> None:
    exchange = await exchange_of(server, tmp_path, STEPS[4])
    pasted = from_curl(to_curl(exchange))
    assert not pasted.left_out
    assert pasted.step.method == "POST"
    assert getattr(pasted.step.body, "text") == STEPS[4]["body"]["text"]  # noqa: B009


async def test_a_streamed_body_is_said_to_be_missing(server: Recorder, tmp_path: Path) -> None:
    from builder.model.environment import Surroundings

    (tmp_path / "a.bin").write_bytes(bytes(100))
    step = request(2, server.url, method="PUT", body={"kind": "file", "file": "a.bin"})
    what = await ran(flow(step), tmp_path / "run", surroundings=Surroundings(folder=str(tmp_path)))
    exchange = what.step(2).exchanges[-1]
    assert server.last.body == bytes(100)
    assert "not kept" in to_curl(exchange)
    assert "a.bin" not in to_curl(exchange)
    assert "not kept" in to_python(exchange)


def test_names_of_variables() -> None:
    assert variable_name("X-Api-Key") == "X_API_KEY"
    assert variable_name("2fa") == "SECRET_2FA"
    assert variable_name("é") == "SECRET"
