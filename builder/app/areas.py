"""Going from one part of the window to another by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from builder.app.flow_tab import FlowTab
from builder.app.tab_order import stops

if TYPE_CHECKING:
    from builder.app.window import Window


def go_side_bar(window: Window) -> None:
    """Go to the left, which is shown for it."""
    last = window.side_bar.focusWidget()
    if not window.side_bar.isVisible():
        window.sides.toggle()
    _enter(window.side_bar, last)


def go_canvas(tab: FlowTab) -> None:
    """Go to the workflow."""
    tab.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)


def go_step(window: Window) -> None:
    """Go to the right: the step, or what is edited in its place."""
    if window.tab is not None and not window.right.isVisible():
        window.sides.toggle()
    page = window.right.currentWidget()
    if page is not None:
        _enter(page)


def go_run(tab: FlowTab) -> None:
    """Go below the canvas, to the steps of the run when it is for the first time."""
    tab.below.open()
    _enter(tab.below, tab.below.run_panel.steps)


def _enter(area: QWidget, *others: QWidget | None) -> None:
    """Give the keys to what had them last in a part of the window, else to others or a first stop.

    Args:
        area: The part.
        others: What is to have them if nothing had; what cannot is passed over.
    """
    wanted = (area.focusWidget(), *others, next(stops(area), None))
    inside = (one for one in wanted if one is not None and one is not area)
    target = next((one for one in inside if area.isAncestorOf(one) and one.isVisible()), None)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
