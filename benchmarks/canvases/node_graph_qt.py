"""NodeGraphQt."""

from __future__ import annotations

import os

os.environ["QT_PREFERRED_BINDING"] = "PySide6"

from NodeGraphQt import BaseNode, NodeGraph
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.canvases.graph import chain
from benchmarks.canvases.stage import measure


class Step(BaseNode):
    """A node with one way in and one way out."""

    __identifier__ = "benchmark"
    NODE_NAME = "Step"

    def __init__(self) -> None:
        super().__init__()
        self.add_input("in", multi_input=True)
        self.add_output("out")


class NodeGraphQt:
    """A graph of nodes."""

    def __init__(self, count: int) -> None:
        self._graph = NodeGraph()
        self._graph.register_node(Step)
        places, edges = chain(count)
        nodes = [
            self._graph.create_node(
                "benchmark.Step",
                name=f"Get user {number}",
                pos=place,
                selected=False,
                push_undo=False,
            )
            for number, place in enumerate(places)
        ]
        for start, end in edges:
            nodes[start].output(0).connect_to(nodes[end].input(0), push_undo=False)

    def widget(self) -> QWidget:
        return self._graph.viewer()

    def surface(self) -> QWidget:
        return self._graph.viewer().viewport()

    def pan(self, pixels: int) -> None:
        self._graph.viewer()._set_viewer_pan(0, pixels)

    def fit(self) -> None:
        viewer = self._graph.viewer()
        viewer.zoom_to_nodes(viewer.all_nodes())

    def insert(self) -> None:
        self._graph.create_node("benchmark.Step", name="One more", pos=(400, 400))


if __name__ == "__main__":
    application = QApplication([])
    measure(application, NodeGraphQt)
