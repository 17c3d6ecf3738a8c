"""Bodies of responses for the viewer, and what it shows of them."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from builder.look.theme import Look
from builder.model.events import Status, StepFinished
from builder.model.http import BodyRecord, Exchange, Timings
from builder.viewer.response_view import ResponseView

PERSON = {"id": "u_4821", "orders": [{"id": 90011, "total": 42.5}], "odd.key": "é"}


def exchange(
    data: bytes = b"", media_type: str = "", path: str | None = None, **more: object
) -> Exchange:
    """An exchange whose response has this body, in memory or in a file."""
    values: dict[str, Any] = {
        "method": "GET",
        "url": "https://api.example.com/users/u_4821?expand=orders",
        "request_headers": (("Host", "api.example.com"), ("Authorization", "Bearer ••••••")),
        "status": 200,
        "reason": "OK",
        "headers": (("Content-Type", media_type), ("Set-Cookie", "sid=1; Path=/")),
        "body": BodyRecord(
            size=len(data), media_type=media_type, data=None if path else data, path=path
        ),
        "timings": Timings(dns=1, connect=2, wait=80, receive=1),
    }
    return Exchange(**(values | more))


def finished(*exchanges: Exchange, **more: object) -> StepFinished:
    """How step 2 ended, with these exchanges."""
    values: dict[str, Any] = {"step": 2, "status": Status.SUCCEEDED, "exchanges": exchanges}
    return StepFinished(**(values | more))


def person() -> StepFinished:
    """A step that received a person as JSON."""
    return finished(exchange(json.dumps(PERSON).encode(), "application/json"))


def shown_view(qtbot: QtBot) -> ResponseView:
    """The viewer, on screen; whoever shows it ends its helper."""
    view = ResponseView(Look(fixed="light"))
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def shown_text(view: ResponseView) -> str:
    """The rows of the body that is shown."""
    rows = view.body.pages.view.rows
    return "\n".join(rows.text(row) for row in range(rows.count))


def open_menu(view: ResponseView, name: str) -> None:
    """Choose an entry of the open context menu with the keyboard."""
    menu = next(m for m in view.body.findChildren(QMenu) if m.isVisible())
    labels = [action.text() for action in menu.actions()]
    assert name in labels
    menu.setActiveAction(menu.actions()[labels.index(name)])
    QTest.keyClick(menu, Qt.Key.Key_Return)
