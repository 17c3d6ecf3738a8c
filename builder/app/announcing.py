"""What the window says to screen readers: canvas and bodies row by row, and how runs end."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from builder.app.runner import Runner
from builder.look.announcing import announce
from builder.look.language import tr
from builder.model.amounts import duration_text
from builder.model.events import RunFinished, Status

_Role = QAccessible.Role
ROLES = {
    "Banner": _Role.AlertMessage,
    "Chart": _Role.Chart,
    "LiveLine": _Role.StaticText,
    "Logo": _Role.Graphic,
    "Minimap": _Role.Graphic,
    "Pill": _Role.StaticText,
    "RuleRow": _Role.Grouping,
    "TableField": _Role.Grouping,
    "TableRow": _Role.Grouping,
    "Tile": _Role.Graphic,
    "TimingView": _Role.Chart,
}
"""What painted widgets are; Qt would call all of them panels."""
AREAS = ("SideBar", "FlowTabs", "StepPanel", "RunPanel", "TopBar", "ZoomControls")
"""Parts of the window that are announced by name when the keyboard enters them."""


def describe_painted() -> None:
    """Let Qt ask for what is painted by hand when an assistive technology wants it."""
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
    if key == "CanvasView":
        from builder.canvas.accessible import access_of

        return access_of(thing)
    if key == "BodyView":
        from builder.viewer.accessible import access_of as access_of_body

        return access_of_body(thing)
    if key == "HeldEdit":
        from builder.forms.accessible import access_of as access_of_text

        return access_of_text(thing)
    role = _Role.Grouping if key in AREAS else ROLES.get(key)
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, role, "")
