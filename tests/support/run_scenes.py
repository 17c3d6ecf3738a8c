"""Workflows to run from the window, and what the user does in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint

from builder.canvas.scene import card_of
from tests.support.program import User


def check(number: int, left: str, operator: str, right: str = "", **fields: Any) -> dict[str, Any]:
    """A Check step with one rule."""
    rules = {"groups": [[{"left": left, "operator": operator, "right": right}]]}
    return {"kind": "check", "number": number, "rules": rules, **fields}


def delay(number: int, seconds: str, **fields: Any) -> dict[str, Any]:
    """A Delay of so many seconds."""
    return {"kind": "delay", "number": number, "value": seconds, "unit": "seconds", **fields}


def response(number: int, raw: str) -> dict[str, Any]:
    """A Response with a raw body."""
    body = {"kind": "raw", "language": "json", "text": raw}
    return {"kind": "response", "number": number, "name": "Answer", "body": body}


def fan_out(*inner: dict[str, Any]) -> dict[str, Any]:
    """A Fan Out over the items of the example event; without steps, one that fails for item 13."""
    return {
        "kind": "fan_out",
        "number": 2,
        "name": "For each order",
        "array": "{{1.event.items}}",
        "on_failure": "continue",
        "each": list(inner) or [check(3, "{{2.instance.id}}", "does_not_equal", "13")],
    }


def workspace(tmp_path: Path, count: int, *steps: dict[str, Any], name: str = "a") -> Path:
    """A workspace with one workflow, whose example event has so many items."""
    folder = tmp_path / "workspace"
    folder.mkdir(exist_ok=True)
    example = json.dumps({"items": [{"id": index} for index in range(count)]})
    trigger = {"kind": "event", "number": 1, "event": "e", "example": example}
    flow = {"format": 1, "trigger": trigger, "steps": list(steps)}
    (folder / f"{name}.flow.json").write_text(json.dumps(flow))
    return folder


def card(user: User, number: int) -> QPoint:
    """Where on the canvas a card is."""
    canvas = user.tab.canvas
    found = card_of(canvas.layout_now, number)
    assert found is not None
    at = canvas.camera.to_view(found.x + 120, found.y + 30)
    return QPoint(round(at.x), round(at.y))


def act(user: User, name: str) -> None:
    """Choose an action of the menu; it must be possible."""
    action = user.window.actions_by_name[name]
    assert action.isEnabled(), f"{name} is not possible now"
    action.trigger()
