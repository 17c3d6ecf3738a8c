"""Makes the pictures of the README and the guide: python docs/make_pictures.py [FOLDER].

Starts the real program on the example workspace, uses it with mouse and keys, and grabs its window.
Without a display it draws offscreen; the pictures are the same.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from builder import examples
from builder.canvas.notes import set_note
from builder.document.sample_view import is_fan_out
from builder.model.edit import change_step
from builder.model.workflow import ROOT, Place, walk
from tests.support.program import User, use

SIZE = (1440, 900)


def grab(user: User, path: Path, *popups: QWidget) -> None:
    """Save the window with popups over it."""
    window = user.window
    picture = QPixmap(window.size())
    window.render(picture)
    painter = QPainter(picture)
    for popup in popups:
        at = window.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0)))
        shape = QPixmap(popup.size())
        shape.fill(Qt.GlobalColor.transparent)
        popup.render(shape)
        painter.drawPixmap(at, shape)
    painter.end()
    picture.save(str(path))
    print(path)


async def ready(user: User, name: str) -> None:
    """Open a workflow of the example at the pictures' size."""
    user.window.resize(*SIZE)
    window = user.window
    window.desk.open(window.workspace.folder / f"{name}.flow.json")
    for tab in window.desk.tabs:
        if tab.document.name != name:
            window.desk.close(tab)
    await user.until(lambda: "example_url" in user.window.environments.surroundings().values)
    await user.settle(0.3)


def run_in(theme: str, folder: Path) -> Callable[[User], Awaitable[None]]:
    """After a run, in one theme."""

    async def scenario(user: User) -> None:
        await ready(user, "sync-new-users")
        user.window.look.fix(theme)
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.document.select([2])
        await user.settle(0.5)
        grab(user, folder / f"window-{theme}.png")

    return scenario


def palette(folder: Path) -> Callable[[User], Awaitable[None]]:
    """The palette, opened at a "+"."""

    async def scenario(user: User) -> None:
        await ready(user, "sync-new-users")
        user.click(user.tab.canvas, user.plus(Place(None, ROOT, 1)))
        await user.settle()
        user.type("req", user.window.adding.popup.search)
        await user.settle(0.2)
        grab(user, folder / "palette.png", user.window.adding.popup)
        user.window.adding.popup.hide()

    return scenario


def variable_menu(folder: Path) -> Callable[[User], Awaitable[None]]:
    """The variable menu, opened by typing two braces."""

    async def scenario(user: User) -> None:
        await ready(user, "sync-new-users")
        user.tab.runs.test_workflow()
        await user.ran()
        user.tab.document.select([6])
        form = user.tab.step_panel.form
        assert form is not None
        form.reveal("url")
        user.key("End")
        user.type("/{{ema")
        await user.settle(0.4)
        menu = QApplication.activePopupWidget()
        shown = [w for w in (menu, *QApplication.topLevelWidgets()) if w and w.isVisible()]
        popups = [w for w in dict.fromkeys(shown) if w is not user.window]
        grab(user, folder / "variable-menu.png", *popups)
        user.key("Escape")

    return scenario


def failed_run(folder: Path) -> Callable[[User], Awaitable[None]]:
    """A run with a failed step."""

    async def scenario(user: User) -> None:
        await ready(user, "see-errors")
        user.tab.runs.test_workflow()
        await user.ran()
        failed = user.tab.runner.session.last
        if failed is not None and failed.step is not None:
            user.tab.document.select([failed.step])
        await user.settle(0.5)
        grab(user, folder / "run-failed.png")

    return scenario


def items(folder: Path) -> Callable[[User], Awaitable[None]]:
    """A Fan Out after a run, with its items."""

    async def scenario(user: User) -> None:
        await ready(user, "orders-of-every-user")
        user.tab.runs.test_workflow()
        await user.ran()
        workflow = user.tab.document.workflow
        user.tab.document.select([step.number for step in walk(workflow) if is_fan_out(step)][:1])
        await user.settle(0.5)
        grab(user, folder / "fan-out.png")

    return scenario


def canvas(folder: Path) -> Callable[[User], Awaitable[None]]:
    """A note, a collapsed block and a problem with what puts it right."""

    async def scenario(user: User) -> None:
        await ready(user, "sync-new-users")
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
        popups = [shown.parts.fixing.list] if shown.parts.fixing.list else []
        grab(user, folder / "canvas.png", *popups)
        for popup in popups:
            popup.close()

    return scenario


def main() -> None:
    """Make all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    folder.mkdir(exist_ok=True)
    application = QApplication(["steploom"])
    scenarios = [
        run_in("light", folder),
        run_in("dark", folder),
        palette(folder),
        variable_menu(folder),
        failed_run(folder),
        items(folder),
        canvas(folder),
    ]
    for scenario in scenarios:
        with tempfile.TemporaryDirectory() as temporary:
            workspace = Path(temporary) / "example"
            examples.install(workspace)
            use(application, Path(temporary) / "data", workspace, scenario)


if __name__ == "__main__":
    main()
