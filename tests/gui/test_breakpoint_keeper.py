"""Breakpoints on their way to the disk and back; the flow's file knows nothing of them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from builder.document import commands
from builder.document.breakpoint_keeper import BreakpointKeeper
from builder.document.breakpoints import Breakpoints
from builder.document.document import Document
from builder.storage.breakpoints import NAME
from tests.support.running import flow, request

FLOW = flow(request(2, "http://a/"), request(5, "http://b/"))


def opened(tmp_path: Path, name: str = "a") -> tuple[Breakpoints, BreakpointKeeper, Document]:
    document = Document(FLOW, tmp_path / f"{name}.flow.json")
    breakpoints = Breakpoints(document, document)
    keeper = BreakpointKeeper(breakpoints, document, tmp_path / "samples", tmp_path)
    return breakpoints, keeper, document


def test_breakpoints_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    breakpoints, keeper, _ = opened(tmp_path)
    breakpoints.toggle(2)
    breakpoints.toggle(5)
    keeper.flush()
    again, keeper, document = opened(tmp_path)
    qtbot.waitUntil(lambda: again.numbers == {2, 5})
    commands.delete(document, [5])
    assert again.numbers == {2}
    again.toggle(2)
    keeper.flush()
    assert not list(tmp_path.rglob(NAME)), "nothing is left when there are none"
    third, keeper, _ = opened(tmp_path)
    qtbot.wait(50)
    assert third.numbers == frozenset()


def test_steps_that_are_gone_have_none(qtbot: QtBot, tmp_path: Path) -> None:
    breakpoints, keeper, _ = opened(tmp_path)
    breakpoints.toggle(2)
    keeper.flush()
    (file,) = tmp_path.rglob(NAME)
    file.write_text("[1, 2, 77]")
    again, _, _ = opened(tmp_path)
    qtbot.waitUntil(lambda: again.numbers == {2})
    file.write_text("{damaged")
    damaged, _, _ = opened(tmp_path)
    qtbot.wait(50)
    assert damaged.numbers == frozenset()


def test_another_file_has_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    breakpoints, keeper, document = opened(tmp_path)
    breakpoints.toggle(2)
    document.set_path(tmp_path / "b.flow.json")
    keeper.flush()
    for name, expected in (("b", {2}), ("c", set())):
        other, _, _ = opened(tmp_path, name)
        qtbot.wait(50)
        assert other.numbers == expected


def test_a_folder_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "samples").write_text("a file in the way")
    breakpoints, keeper, _ = opened(tmp_path)
    with qtbot.waitSignal(keeper.failed) as told:
        breakpoints.toggle(2)
    assert "cannot be kept" in told.args[0]
