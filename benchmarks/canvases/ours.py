"""Steploom's canvas."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.canvas import workflow
from benchmarks.canvases.stage import measure
from builder.canvas.view import CanvasView
from builder.document import commands
from builder.document.document import Document
from builder.look.stylesheet import dress
from builder.look.theme import Look
from builder.model.workflow import ROOT, Place


class Ours:
    """The canvas of a document."""

    def __init__(self, look: Look, count: int) -> None:
        self._document = Document(workflow(count))
        self._view = CanvasView(self._document, look)

    def widget(self) -> QWidget:
        return self._view

    surface = widget

    def pan(self, pixels: int) -> None:
        self._view.pan(0, -pixels)

    def fit(self) -> None:
        self._view.fit()

    def insert(self) -> None:
        middle = len(self._document.workflow.steps) // 2
        commands.insert_new(self._document, Place(None, ROOT, middle), "request")


if __name__ == "__main__":
    application = QApplication([])
    look = Look(fixed="light")
    dress(application, look)
    measure(application, lambda count: Ours(look, count))
