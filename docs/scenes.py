"""What the pictures show: somebody uses the program until there is something to see."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from builder.canvas.notes import set_note
from builder.document.sample_view import is_fan_out
from builder.model.edit import change_step
from builder.model.workflow import ROOT, Place, walk
from tests.support.program import User

Scene = Callable[[User], Awaitable[Sequence[QWidget]]]
"""Uses the program; returns what lies over the window in windows of its own."""


def photograph(window: QWidget, over: Sequence[QWidget]) -> QPixmap:
    """The window with popups over it where they are, and other windows in its middle."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setPen(window.palette().mid().color())
    for one in over:
        at = window.mapFromGlobal(one.mapToGlobal(QPoint(0, 0)))
        if one.windowType() is not Qt.WindowType.Popup:
            at = window.rect().center() - one.rect().center()
            painter.drawRect(one.rect().translated(at).adjusted(-1, -1, 0, 0))
        painter.drawPixmap(at, one.grab())
    painter.end()
    return picture


async def opened(user: User, name: str) -> None:
    """Open a workflow of the example, and nothing else."""
    window = user.window
    window.desk.open(window.workspace.folder / f"{name}.flow.json")
    for tab in window.desk.tabs:
        if tab.document.name != name:
            window.desk.close(tab)
    await user.until(lambda: "example_url" in window.environments.surroundings().values)
    await user.settle(0.3)


async def ran(user: User, name: str) -> None:
    """Open a workflow of the example and run it."""
    await opened(user, name)
    user.tab.runs.test_workflow()
    await user.ran()


async def window(user: User) -> Sequence[QWidget]:
    """After a run."""
    await ran(user, "sync-new-users")
    user.tab.document.select([2])
    await user.settle(0.5)
    return ()


async def palette(user: User) -> Sequence[QWidget]:
    """The palette, opened at a "+"."""
    await opened(user, "sync-new-users")
    user.click(user.tab.canvas, user.plus(Place(None, ROOT, 1)))
    await user.settle()
    popup = user.window.adding.popup
    user.type("req", popup.search)
    await user.settle(0.2)
    return (popup,)


async def variable_menu(user: User) -> Sequence[QWidget]:
    """The variable menu, opened by typing two braces."""
    await ran(user, "sync-new-users")
    user.tab.document.select([6])
    form = user.tab.step_panel.form
    assert form is not None
    form.reveal("url")
    user.key("End")
    user.type("/{{ema")
    await user.settle(0.4)
    return others(user)


async def failed_run(user: User) -> Sequence[QWidget]:
    """A run with a failed step."""
    await ran(user, "see-errors")
    failed = user.tab.runner.session.last
    assert failed is not None
    assert failed.step is not None
    user.tab.document.select([failed.step])
    await user.settle(0.5)
    return ()


async def fan_out(user: User) -> Sequence[QWidget]:
    """A Fan Out after a run, with its items."""
    await ran(user, "orders-of-every-user")
    workflow = user.tab.document.workflow
    user.tab.document.select([step.number for step in walk(workflow) if is_fan_out(step)][:1])
    await user.settle(0.5)
    return ()


async def rules(user: User) -> Sequence[QWidget]:
    """A Conditional with its rules."""
    await ran(user, "sync-new-users")
    user.tab.document.select([3])
    await user.settle(0.5)
    return ()


async def function(user: User) -> Sequence[QWidget]:
    """A Function with its code."""
    await ran(user, "orders-of-every-user")
    kinds = [step.number for step in walk(user.tab.document.workflow) if step.kind == "function"]
    user.tab.document.select(kinds[:1])
    await user.settle(0.5)
    return ()


async def canvas(user: User) -> Sequence[QWidget]:
    """A note, a collapsed block and a problem with what puts it right."""
    await opened(user, "sync-new-users")
    document, shown = user.tab.document, user.tab.canvas
    shown.look.set_animated(False)
    set_note(document, 2, "Answers slowly before six in the morning.")
    url = "{{env.example_ulr}}/echo"
    document.edit("Edit URL", change_step(document.workflow, 6, url=url))
    shown.folding.toggle([3])
    await user.until(lambda: 6 in shown.picture.problems)
    document.select([6])
    shown.parts.list_problems()
    await user.settle(0.5)
    return [shown.parts.fixing.list] if shown.parts.fixing.list else []


def late(attribute: str, *, wait: float = 0.5) -> Scene:
    """A window of its own that an action opens over the workflow."""

    async def scene(user: User) -> Sequence[QWidget]:
        await ran(user, "sync-new-users")
        user.window.actions_by_name[attribute].trigger()
        await user.settle(wait)
        return others(user)

    return scene


async def search(user: User) -> Sequence[QWidget]:
    """The search of the workspace with something found."""
    await opened(user, "sync-new-users")
    user.window.actions_by_name["search"].trigger()
    await user.settle(0.3)
    user.type("orders")
    await user.settle(1.5)
    return ()


def others(user: User) -> list[QWidget]:
    """Every visible window but the program's own."""
    shown = (QApplication.activePopupWidget(), *QApplication.topLevelWidgets())
    seen = dict.fromkeys(w for w in shown if w is not None and w.isVisible())
    return [w for w in seen if w is not user.window]


SCENES: dict[str, Scene] = {
    "window": window,
    "palette": palette,
    "canvas": canvas,
    "variable-menu": variable_menu,
    "run-failed": failed_run,
    "fan-out": fan_out,
    "rules": rules,
    "function": function,
    "commands": late("commands"),
    "settings": late("settings"),
    "keys": late("keys"),
    "history": late("history", wait=1.0),
    "search": search,
}
