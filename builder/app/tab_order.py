"""Where Tab goes in a window: through what is seen, as it is read, whenever it was made.

Qt goes in the order in which widgets were made; panels here are made when they are wanted, so that
order would jump between the parts of the window.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget


class WalkedWindow(QMainWindow):
    """A window through which Tab and Shift+Tab go as it is read."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the keys to the next part, or to the one before."""
        return move_focus(self, forward)


def stops(area: QWidget) -> Iterator[QWidget]:
    """What can have the keys inside a widget, itself first, line by line as it is read."""
    if not area.isVisible() or not area.isEnabled():
        return
    by_tab = area.focusPolicy() & Qt.FocusPolicy.TabFocus and area.focusProxy() is None
    if by_tab or area is QApplication.focusWidget():
        yield area
    if isinstance(area, QAbstractItemView):
        return  # what is inside is walked by arrow keys
    for child in _as_read(area):
        yield from stops(child)


def _as_read(area: QWidget) -> list[QWidget]:
    """The children of a widget, in lines from top to bottom and in each from its start."""
    children = [
        child
        for child in area.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    children.sort(key=lambda child: child.y())
    from_right = area.layoutDirection() is Qt.LayoutDirection.RightToLeft
    ordered: list[QWidget] = []
    while children:
        bottom = children[0].geometry().bottom()
        line = [child for child in children if child.geometry().center().y() <= bottom]
        line.sort(key=lambda child: -child.geometry().right() if from_right else child.x())
        ordered += line
        children = [child for child in children if child not in line]
    return ordered


def move_focus(window: QWidget, forward: bool) -> bool:
    """Give the keys to the next stop of a window or the one before; the last leads to the first.

    Returns:
        Whether there is any other stop.
    """
    order = list(stops(window))
    here = _stop_of(QApplication.focusWidget(), order)
    if not order or order == [here]:
        return False
    step = 1 if forward else -1
    index = order.index(here) + step if here is not None else (0 if forward else -1)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[index % len(order)].setFocus(reason)
    return True


def _stop_of(widget: QObject | None, order: list[QWidget]) -> QWidget | None:
    """The stop that has the keys, or around what has them."""
    while widget is not None and widget not in order:
        widget = widget.parent()
    return widget if isinstance(widget, QWidget) else None
