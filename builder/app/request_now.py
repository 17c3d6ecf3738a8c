"""The request a step would send now: shown, or copied in another notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from builder.http.fields import RequestFields
from builder.model.place_label import field_label
from builder.model.step import StepError
from builder.model.workflow import find

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.model.http import Exchange

NOTATIONS = {"curl": "a cURL command", "python": "a Python program"}
"""What a request can be copied as, in words."""


def show_preview(tab: FlowTab, number: int) -> None:
    """Show the request of a step in a window; why there is none is said above the canvas."""
    from builder.app.preview_window import PreviewWindow

    found = _request(tab, number)
    if found is not None:
        PreviewWindow(tab.look, found[0], found[1], tab).show()


def copy_request(tab: FlowTab, number: int, notation: str) -> None:
    """Put the request of a step into the clipboard.

    Args:
        tab: The workflow it is in.
        number: Of the step.
        notation: A key of `NOTATIONS`.
    """
    from builder.exchange.to_curl import to_curl
    from builder.exchange.to_python import to_python

    found = _request(tab, number)
    if found is None:
        return
    called = NOTATIONS[notation]
    write = to_curl if notation == "curl" else to_python
    step, exchange = found
    QGuiApplication.clipboard().setText(write(exchange))
    tab.notices.say("preview", f"Copied {step.title} as {called}. Secrets in it are variables.")


def _request(tab: FlowTab, number: int) -> tuple[RequestFields, Exchange] | None:
    from builder.engine.preview import preview

    step = find(tab.document.workflow, number)
    if not isinstance(step, RequestFields):
        return None
    tab.variables.look_from(number)
    try:
        exchange = preview(step, tab.variables.scope(), tab.environments.surroundings())
    except StepError as error:
        place = field_label(step, error.field)
        said = f"{place}: {error.message}" if place else error.message
        tab.notices.say("preview", said, tone="warning")
        return None
    tab.notices.clear("preview")
    return step, exchange
