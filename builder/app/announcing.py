"""What the window says to screen readers: its canvas step by step, and how runs end."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from builder.app.runner import Runner
from builder.look.announcing import announce
from builder.look.language import tr
from builder.model.amounts import duration_text
from builder.model.events import RunFinished, Status


def describe_canvases() -> None:
    """Let Qt ask for the steps of a canvas when an assistive technology wants them."""
    QAccessible.installFactory(_access)


def announce_runs(runner: Runner, where: QWidget) -> None:
    """Say how each run ends."""
    runner.finished.connect(lambda event: announce(where, ending(event)))
    runner.broke.connect(lambda reason: announce(where, reason))


def ending(event: RunFinished) -> str:
    """How a run ended, in a sentence."""
    took = duration_text(event.duration)
    if event.status is Status.SUCCEEDED:
        return tr("The run succeeded after {time}.", time=took)
    if event.error is None:
        return tr("The run was stopped after {time}.", time=took)
    if event.step is None:
        return tr("The run failed: {why}", why=event.error.message)
    return tr("The run failed at step {n}: {why}", n=event.step, why=event.error.message)


def _access(key: str, thing: QObject) -> QAccessibleInterface | None:
    if key != "CanvasView":
        return None
    from builder.canvas.accessible import access_of

    return access_of(thing)
