"""A window to drag in: canvas, response and step panel side by side, over one document.

Run as a program of its own on a real display; it prints where things are, then what comes of them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from builder.canvas.scene import card_of
from builder.canvas.view import CanvasView
from builder.document.document import Change
from builder.forms.chip_edit import ChipEdit
from builder.model.events import Status, StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.model.workflow import find
from builder.panels.step_panel import StepPanel
from builder.viewer.body_pages import Mode
from builder.viewer.response_view import ResponseView
from builder.viewer.tree_view import TreeView
from tests.support.forms import USER, Desk, make_desk


def main() -> None:
    """Show the window until it is ended from outside."""
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder) / "work")
        canvas = CanvasView(desk.document, desk.look)
        response = ResponseView(desk.look)
        panel = StepPanel(desk.document, desk.context, desk.look)
        window = QWidget()
        window.setWindowTitle("Drag here")
        row = QHBoxLayout(window)
        for widget in (canvas, response, panel):
            row.addWidget(widget, 1)
        window.resize(1400, 800)
        window.show()
        window.move(0, 0)
        data = json.dumps(USER).encode()
        record = BodyRecord(size=len(data), media_type="application/json", data=data)
        exchange = Exchange(
            method="GET",
            url="https://example.com",
            request_headers=(),
            status=200,
            headers=(("Content-Type", "application/json"),),
            body=record,
        )
        done = StepFinished(step=2, status=Status.SUCCEEDED, exchanges=(exchange,))
        response.show_step(done)
        response.body.set_mode(Mode.TREE)
        desk.document.select([2])
        desk.document.changed.connect(_told)
        QTimer.singleShot(1500, window, lambda: _places(canvas, response, panel, desk))
        application.exec()


def _places(canvas: CanvasView, response: ResponseView, panel: StepPanel, desk: Desk) -> None:
    """Print where the value, the other step's card and its field are, on the screen."""
    tree = response.findChild(TreeView)
    card = card_of(canvas.layout_now, 3)
    assert tree is not None
    assert card is not None
    index = tree.model().index(1, 0, tree.model().index(0, 0))  # “email”
    row = tree.viewport().mapToGlobal(tree.visualRect(index).center())
    area = card.area
    middle = canvas.camera.to_view((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    over = canvas.mapToGlobal(QPoint(round(middle.x), round(middle.y)))
    url = panel.findChildren(ChipEdit)[0]
    field = url.viewport().mapToGlobal(QPoint(url.viewport().width() - 6, url.height() // 2))
    _say({"row": (row.x(), row.y()), "card": (over.x(), over.y()), "field": (field.x(), field.y())})


def _told(change: Change) -> None:
    before, after = find(change.before, 3), find(change.after, 3)
    if before is not after:
        _say({"url": getattr(after, "url", "")})


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
