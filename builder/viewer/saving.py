"""Saving a body to a file the user chooses, beside the window."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from builder.look.language import tr
from builder.viewer.body import Body, Nature

CHUNK = 1024 * 1024


def suggested_name(body: Body, url: str) -> str:
    """The last part of the URL's path, with an ending that fits the media type."""
    name = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) or "response"
    name = name.replace("/", "_").replace("\\", "_")
    if Path(name).suffix:
        return name
    fallback = ".json" if body.nature is Nature.JSON else ".bin"
    return name + (mimetypes.guess_extension(body.media_type) or fallback)


class _Signals(QObject):
    done = Signal(str)


class _Saving(QRunnable):
    """Writes the bytes in a thread of its own; `done` tells what went wrong, or nothing."""

    def __init__(self, body: Body, target: Path) -> None:
        super().__init__()
        self._body = body
        self._target = target
        self.signals = _Signals()
        self.setAutoDelete(False)

    def run(self) -> None:
        try:
            with self._target.open("wb") as file:
                for start in range(0, len(self._body.data), CHUNK):
                    file.write(self._body.data[start : start + CHUNK])
        except OSError as error:
            self.signals.done.emit(
                tr("{name} cannot be written: {why}.", name=self._target, why=error.strerror)
            )
        else:
            self.signals.done.emit("")


def save(body: Body, target: Path, told: Callable[[str], None]) -> None:
    """Write a body to a file; `told` gets what went wrong, or an empty text."""
    saving = _Saving(body, target)

    def done(message: str) -> None:
        saving.signals.deleteLater()
        told(message)

    saving.signals.done.connect(done)
    QThreadPool.globalInstance().start(saving)


def ask_and_save(parent: QWidget, body: Body, url: str, told: Callable[[str], None]) -> None:
    """Ask where to, then save."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save body"), suggested_name(body, url))
    if name:
        save(body, Path(name), told)
