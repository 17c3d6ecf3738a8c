"""What happens to files and texts that are dropped on the window, each with a clear result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject

from builder.document import commands
from builder.document.clipboard import ClipboardProblem, notice
from builder.look.language import tr, tr_count
from builder.storage.file_problem import FileProblem
from builder.storage.files import read_flow
from builder.storage.workspace import FLOW, Workspace

if TYPE_CHECKING:
    from builder.app.window import Window

MOST = 20
"""Files taken at once."""
LARGEST_TEXT = 1_000_000
"""Bytes of a text file that is looked at for a cURL command or steps."""
LARGEST_DESCRIPTION = 50_000_000
"""Bytes of an API description."""
BEGINNING = 4_000
"""Characters in which an API description says that it is one."""
WHAT_FITS = "Drop a workflow, a folder, an OpenAPI description or a cURL command."
KEY = "dropped"


class Dropping(QObject):
    """Takes what is dropped on a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def take(self, data: QMimeData) -> None:
        """Open files, make steps of texts; what cannot be used is said."""
        urls = data.urls() if data.hasUrls() else []
        files = (url.toLocalFile() for url in urls if url.isLocalFile())
        paths = [Path(file) for file in files if file]
        if paths:
            self.take_files(paths)
        elif data.hasText() and data.text().strip():
            self._paste(data, tr("The text that was dropped"))
        else:
            self._say(tr(WHAT_FITS), "warning")

    def take_files(self, paths: list[Path]) -> None:
        """Open files and folders, at most `MOST` at once."""
        left_out = len(paths) - MOST
        for path in paths[:MOST]:
            self._take_file(path)
        if left_out > 0:
            self._say(
                tr_count("{n} more file was left out.", "{n} more files were left out.", left_out),
                "warning",
            )

    def _take_file(self, path: Path) -> None:
        window = self._window
        if path.is_dir():
            self._open_folder(path)
        elif path.name.endswith(FLOW):
            window.desk.open(path)
        elif not path.is_file():
            self._say(tr("“{name}” is no file that can be read.", name=path.name), "warning")
        else:
            self._look_into(path)

    def _open_folder(self, path: Path) -> None:
        if path.resolve() == self._window.workspace.folder:
            self._say(tr("This workspace is open already."))
            return
        workspace = Workspace(path)
        count = len(workspace.flows())
        words = tr_count("{n} workflow", "{n} workflows", count)
        self._window.notices.say(
            KEY,
            tr("Open the folder “{name}” ({words}) as workspace?", name=path.name, words=words),
            [(tr("Open workspace"), lambda: self._window.open_workspace(path))],
        )

    def _look_into(self, path: Path) -> None:
        """Find out what a file is by what stands in it."""
        try:
            size = path.stat().st_size
            with path.open("rb") as file:
                beginning = file.read(min(size, LARGEST_TEXT))
        except OSError as error:
            said = error.strerror or str(error)
            self._say(tr("“{name}” cannot be read: {why}.", name=path.name, why=said), "error")
            return
        text = beginning.decode("utf-8", "replace")
        if _describes_api(path, text) and size <= LARGEST_DESCRIPTION:
            self._window.right.edit_connection("")
            self._window.connection_desk.read_description(path)
        elif path.suffix == ".json" and _is_flow(path, size):
            self._window.desk.open(path)
        elif size <= LARGEST_TEXT and "\0" not in text:
            data = QMimeData()
            data.setText(text)
            self._paste(data, f"“{path.name}”")
        else:
            self._say_unknown(f"“{path.name}”")

    def _paste(self, data: QMimeData, what: str) -> None:
        """Make steps of a text, below the selected one; in a new workflow when none is open."""
        from builder.exchange.curl import is_curl

        window = self._window
        is_made_for = is_curl(data.text()) or '"steps"' in data.text()
        if not is_made_for:
            self._say_unknown(what)
            return
        tab = window.tab or window.desk.new()
        document = tab.document
        place = commands.place_after(document.workflow, document.selected)
        try:
            made = commands.paste(document, data, place)
        except ClipboardProblem as problem:
            self._say(tr("{what} was not used: {why}", what=what, why=str(problem)), "warning")
            return
        tab.canvas.reveal_step(made[0])
        said = tr_count("{n} step was added.", "{n} steps were added.", len(made))
        self._say(f"{said} {notice(data)}".strip())

    def _say_unknown(self, what: str) -> None:
        self._say(
            tr("{what} is nothing that can be used here.", what=what) + f" {tr(WHAT_FITS)}",
            "warning",
        )

    def _say(self, text: str, tone: str = "") -> None:
        self._window.notices.say(KEY, text, tone=tone)


def _describes_api(path: Path, text: str) -> bool:
    """Whether a file says of itself that it describes an API."""
    if path.suffix.lower() not in (".json", ".yaml", ".yml"):
        return False
    return any(word in text[:BEGINNING] for word in ('"openapi"', "openapi:", '"swagger"'))


def _is_flow(path: Path, size: int) -> bool:
    """Whether a file without the usual ending is a workflow all the same."""
    if size > LARGEST_TEXT:
        return False
    try:
        read_flow(path)
    except FileProblem:
        return False
    return True
