"""The request a step would send now: shown, or copied in another notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from builder.document.step_names import shown_title
from builder.http.fields import RequestFields
from builder.look.language import tr
from builder.model.place_label import field_label
from builder.model.step import StepError
from builder.model.workflow import find

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.model.http import Exchange

NOTATIONS = {
    "curl": "Copied {step} as a cURL command. Secrets in it are variables.",
    "python": "Copied {step} as a Python program. Secrets in it are variables.",
}
"""What a request can be copied as, and what is said then."""


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
    write = to_curl if notation == "curl" else to_python
    step, exchange = found
    QGuiApplication.clipboard().setText(write(exchange))
    tab.notices.say("preview", tr(NOTATIONS[notation], step=shown_title(step)))


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
