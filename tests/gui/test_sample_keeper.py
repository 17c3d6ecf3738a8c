"""Samples and pins on their way to the disk and back, and with their steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builder.document import commands
from builder.document.breakpoints import Breakpoints
from builder.document.document import Document
from builder.document.sample_keeper import SampleKeeper
from builder.document.samples import Samples
from builder.engine.bodies import RunFiles
from builder.engine.outputs import read_output, write_output
from builder.model.edit import in_reading_order
from builder.model.events import Status, StepFinished
from tests.support.running import flow, request

FLOW = flow(request(2, "http://a/"), request(5, "http://b/"), request(4, "http://c/"))


def opened(tmp_path: Path, name: str = "a", secrets: tuple[str, ...] = ()) -> Document:
    path = tmp_path / f"{name}.flow.json"
    document = Document(FLOW, path)
    document.samples = Samples(document, document)
    document.keeper = SampleKeeper(
        document.samples, document, tmp_path / "samples", tmp_path, lambda: secrets
    )
    return document


def end(step: int, value: object, file: str | None = None) -> StepFinished:
    return StepFinished(step=step, status=Status.SUCCEEDED, sample=value, output_path=file)


def test_samples_come_back_with_their_pins_and_whole_outputs(qtbot: QtBot, tmp_path: Path) -> None:
    whole = {"response": {"body": list(range(50_000))}}
    file = write_output(whole, RunFiles(tmp_path / "run"))
    first = opened(tmp_path)
    first.samples.take(end(2, {"response": {"body": [0, 1]}}, str(file)))
    first.samples.take(end(5, {"b": 1}))
    first.samples.set_pinned(2, True)
    first.keeper.flush()
    file.unlink()
    again = opened(tmp_path)
    qtbot.waitUntil(lambda: again.samples.value(5) == {"b": 1})
    sample = again.samples.sample(2)
    assert sample is not None
    assert sample.pinned
    assert read_output(Path(sample.file)) == whole
    assert opened(tmp_path, "other").samples.value(5) is None
    again.samples.take(end(2, {"new": 1}))
    assert again.samples.value(2) == sample.value
    again.samples.forget(2)
    again.keeper.flush()
    third = opened(tmp_path)
    qtbot.waitUntil(lambda: third.samples.value(5) == {"b": 1})
    assert third.samples.value(2) is None


def test_a_workflow_saved_under_another_name_takes_its_samples_along(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = opened(tmp_path)
    first.samples.take(end(2, {"a": 1}))
    first.set_path(tmp_path / "b.flow.json")
    first.keeper.flush()
    for name in ("a", "b"):
        again = opened(tmp_path, name)
        qtbot.waitUntil(lambda document=again: document.samples.value(2) == {"a": 1})


def test_a_whole_output_with_a_secret_stays_out_of_the_folder(qtbot: QtBot, tmp_path: Path) -> None:
    file = write_output({"token": "hunter22", "more": "x" * 100_000}, RunFiles(tmp_path / "run"))
    first = opened(tmp_path, secrets=("hunter22",))
    first.samples.take(end(2, {"token": "••••••"}, str(file)))
    first.keeper.flush()
    kept = [path.read_bytes() for path in (tmp_path / "samples").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"hunter22" in data for data in kept)


@pytest.mark.usefixtures("qapp")
def test_samples_and_breakpoints_follow_their_steps(tmp_path: Path) -> None:
    document = Document(FLOW)
    samples, breakpoints = Samples(document, document), Breakpoints(document, document)
    for number in (2, 5, 4):
        samples.take(end(number, {"was": number}))
        breakpoints.toggle(number)
    document.edit("Renumber steps", in_reading_order(FLOW))
    assert [samples.value(n) for n in (2, 3, 4)] == [{"was": 2}, {"was": 5}, {"was": 4}]
    assert breakpoints.numbers == {2, 3, 4}
    document.history.undo()
    assert samples.value(5) == {"was": 5}
    assert breakpoints.numbers == {2, 4, 5}
    commands.move(document, [4], commands.place_after(document.workflow, [1]))
    assert samples.value(4) == {"was": 4}
    commands.delete(document, [5])
    assert samples.value(5) is None
    assert breakpoints.numbers == {2, 4}
    document.history.undo()
    assert samples.value(5) == {"was": 5}
    commands.delete(document, [5])
    new = commands.insert_new(document, commands.place_after(document.workflow, [2]), "request")
    assert new == 5
    assert samples.value(new) is None
