"""What the window knows of a paused run."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from builder.document.run_control import RunControl
from builder.engine.protocol import StepMessage, ToHost
from builder.model.events import Status, StepFinished, StepStarted, StepWaiting


def test_the_step_shown_is_the_one_that_begins_next(qtbot: QtBot) -> None:
    said: list[ToHost] = []
    owner = QObject()
    control = RunControl(said.append, owner)
    seen: list[tuple[int | None, tuple[int, ...]]] = []
    control.waits.connect(lambda: seen.append((control.waiting, control.waiting_item)))
    control.begin(1, paused=False)
    for step, path in ((5, "3[2]"), (5, "3[0]"), (5, "3[1]")):
        control.hear(StepWaiting(step=step, path=path))
    assert control.paused
    assert (control.waiting, control.waiting_item) == (5, (2,))
    control.next_step()
    assert said == [StepMessage(1)]
    control.hear(StepStarted(step=5, path="3[2]"))
    control.hear(StepWaiting(step=4, path="3[3]"))
    assert (control.waiting, control.waiting_item) == (5, (0,)), "the oldest goes on first"
    control.hear(StepFinished(step=5, path="3[0]", status=Status.CANCELLED))
    assert seen == [(5, (2,)), (5, (0,)), (5, (1,))], "each is brought into sight once"
    control.resume()
    assert control.waiting is None
    assert not control.paused
