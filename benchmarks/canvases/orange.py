"""orange-canvas-core."""

from __future__ import annotations

import os

os.environ["QT_API"] = "pyqt5"  # it has no PySide6

from AnyQt.QtWidgets import QApplication, QWidget
from orangecanvas.document.schemeedit import SchemeEditWidget
from orangecanvas.registry import WidgetDescription, WidgetRegistry
from orangecanvas.registry.description import (
    CategoryDescription,
    InputSignal,
    Multiple,
    OutputSignal,
)
from orangecanvas.registry.qt import QtWidgetRegistry
from orangecanvas.scheme import Scheme, SchemeLink, SchemeNode

from benchmarks.canvases.graph import chain
from benchmarks.canvases.stage import measure, scroll

STEP = WidgetDescription(
    name="Step",
    id="step",
    qualified_name="orangecanvas.scheme.SchemeNode",
    category="Steps",
    inputs=[InputSignal("in", "builtins.object", "", flags=Multiple)],
    outputs=[OutputSignal("out", "builtins.object")],
)


class Orange:
    """The editor of a scheme."""

    def __init__(self, count: int) -> None:
        places, edges = chain(count)
        registry = WidgetRegistry()
        registry.register_category(CategoryDescription("Steps"))
        registry.register_widget(STEP)
        self._scheme = Scheme()
        self._scheme.set_loop_flags(Scheme.AllowLoops)  # the search for loops takes minutes
        nodes = [
            SchemeNode(STEP, title=f"Get user {number}", position=place)
            for number, place in enumerate(places)
        ]
        for node in nodes:
            self._scheme.add_node(node)
        for start, end in edges:
            self._scheme.add_link(SchemeLink(nodes[start], "out", nodes[end], "in"))
        self._editor = SchemeEditWidget()
        self._editor.setRegistry(QtWidgetRegistry(registry))
        self._editor.setScheme(self._scheme)

    def widget(self) -> QWidget:
        return self._editor

    def surface(self) -> QWidget:
        return self._editor.view().viewport()

    def pan(self, pixels: int) -> None:
        scroll(self._editor.view(), pixels)

    def fit(self) -> None:
        view = self._editor.view()
        view.fitInView(view.scene().itemsBoundingRect())

    def insert(self) -> None:
        self._editor.addNode(SchemeNode(STEP, title="One more", position=(400, 400)))


if __name__ == "__main__":
    application = QApplication([])
    measure(application, Orange)
