"""pyqtgraph's flowchart."""

from __future__ import annotations

from pyqtgraph.flowchart import Flowchart, Node
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.canvases.graph import chain
from benchmarks.canvases.stage import measure


def step(name: str) -> Node:
    """A node with one way in and one way out."""
    return Node(name, terminals={"in": {"io": "in", "multi": True}, "out": {"io": "out"}})


class PyQtGraph:
    """A flowchart in its view."""

    def __init__(self, count: int) -> None:
        self._chart = Flowchart(terminals={})
        self._window = self._chart.widget().cwWin
        self._view = self._chart.widget().chartWidget.view
        self._more = 0
        places, edges = chain(count)
        nodes = []
        for number, place in enumerate(places):
            name = f"Get user {number}"
            nodes.append(step(name))
            self._chart.addNode(nodes[-1], name, pos=place)
        for start, end in edges:
            self._chart.connectTerminals(nodes[start]["out"], nodes[end]["in"])

    def widget(self) -> QWidget:
        return self._window

    def surface(self) -> QWidget:
        return self._view.viewport()

    def pan(self, pixels: int) -> None:
        box = self._view.viewBox()
        box.translateBy(y=pixels * box.viewPixelSize()[1])

    def fit(self) -> None:
        self._view.viewBox().autoRange()

    def insert(self) -> None:
        self._more += 1
        name = f"One more {self._more}"
        self._chart.addNode(step(name), name, pos=(400, 400))


if __name__ == "__main__":
    application = QApplication([])
    measure(application, PyQtGraph)
