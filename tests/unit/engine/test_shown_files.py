from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.engine.bodies import RunFiles
from builder.engine.hiding import Hiding
from builder.engine.outputs import read_output
from builder.engine.run import run
from builder.engine.shown_files import ShownFiles
from builder.model.environment import Surroundings
from builder.model.events import AnyEvent, Status, StepFinished
from builder.model.masking import MASK
from tests.support.running import files_in, flow, private_bytes, ran, request
from tests.support.servers import Answer, Recorder, recorder

SECRET = "s3cret/value+of 1"
AROUND = Surroundings("dev", {"key": SECRET}, frozenset({"key"}))
LARGE = b"x" * 100_000
HOLDS = LARGE + SECRET.encode() + LARGE
CHUNK = 64 * 1024


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as running:
        yield running


def shown_files(folder: Path) -> ShownFiles:
    return ShownFiles(Hiding(AROUND), RunFiles(folder))


def copies(folder: Path) -> list[Path]:
    return list(folder.glob("*.shown"))


async def test_a_body_without_a_secret_is_not_copied(server: Recorder, tmp_path: Path) -> None:
    server.answers["/large"] = Answer(body=LARGE)
    step = request(2, f"{server.url}/large", headers=[{"key": "X-Key", "value": "{{env.key}}"}])
    what = await ran(flow(step), tmp_path, surroundings=AROUND)
    finished = what.step(2)
    body = finished.exchanges[0].body
    assert body.path is not None
    assert private_bytes(body.path) == LARGE
    assert sorted(map(str, files_in(tmp_path))) == sorted((body.path, finished.output_path))


async def test_a_body_with_a_secret_is_shown_without_and_streamed_on_as_it_is(
    server: Recorder, tmp_path: Path
) -> None:
    server.answers["/large"] = Answer(body=HOLDS)
    server.answers["/on"] = Answer(body=b"thanks")
    on = request(
        3,
        f"{server.url}/on",
        method="POST",
        body={"kind": "raw", "language": "text", "text": "{{2.response.body}}"},
    )
    workflow = flow(request(2, f"{server.url}/large"), on)
    what = await ran(workflow, tmp_path, surroundings=AROUND)
    hidden = LARGE + MASK.encode() + LARGE
    answer, sent = what.step(2).exchanges[0].body, what.step(3).exchanges[0].request_body
    for record in (answer, sent):
        assert record.path is not None
        assert private_bytes(record.path) == hidden
        assert record.size == len(HOLDS)
    assert server.seen[1].body == HOLDS
    output = what.step(2).output_path
    assert output is not None
    assert read_output(Path(output))["response"]["body"] == HOLDS.decode()


async def test_a_large_output_is_shown_without_secrets_and_kept_with_them(tmp_path: Path) -> None:
    step = {
        "kind": "function",
        "number": 2,
        "code": "function yourFunction(given) { return {...given, padding: 'x'.repeat(90000)} }",
        "parameters": [{"key": "said", "value": "{{env.key}}"}],
    }
    finished = (await ran(flow(step), tmp_path, surroundings=AROUND)).step(2)
    assert finished.output_path is not None
    assert finished.shown_path is not None
    assert read_output(Path(finished.output_path))["result"]["said"] == SECRET
    assert SECRET.encode() not in private_bytes(finished.shown_path)
    assert read_output(Path(finished.shown_path))["result"]["said"] == MASK


async def test_a_step_that_is_stopped_meanwhile_ends_cancelled(
    server: Recorder, tmp_path: Path
) -> None:
    server.answers["/large"] = Answer(body=HOLDS * 100)
    events: list[AnyEvent] = []
    workflow = flow(request(2, f"{server.url}/large"))
    running = run(workflow, emit=events.append, folder=tmp_path, surroundings=AROUND)
    task = asyncio.create_task(running)
    async with asyncio.timeout(20):
        while not copies(tmp_path):  # noqa: ASYNC110 - a file gives no signal
            await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not copies(tmp_path)
    ends = [event.status for event in events if isinstance(event, StepFinished)]
    assert ends == [Status.SUCCEEDED, Status.CANCELLED]


async def test_others_go_on_while_a_file_is_looked_through(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(LARGE * 20 + SECRET.encode())
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    copy = await shown_files(tmp_path).path(str(file), "It", [])
    task.cancel()
    assert copy != str(file)
    assert turns >= 2 * (file.stat().st_size // CHUNK)


async def test_where_no_copy_can_be_written_nothing_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(HOLDS)
    warnings: list[str] = []
    shown = await shown_files(file / "in a file").path(str(file), "The response's body", warnings)
    assert shown not in map(str, files_in(tmp_path))
    assert len(warnings) == 1
    assert warnings[0].startswith("The response's body cannot be shown without the secrets in it: ")
