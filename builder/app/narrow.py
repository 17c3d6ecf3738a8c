"""In a narrow window the side bar makes room; called back, it takes the step panel's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QSplitter

from builder.app.right_side import WIDTH as RIGHT
from builder.app.side_bar import WIDTH as LEFT

if TYPE_CHECKING:
    from builder.app.window import Window

NARROW = 900
"""Below this width of the window, px, only one side is shown."""
RIGHT_WIDTH = 340
"""Of the step panel in a narrow window, px."""
ANY_WIDTH = 16_777_215
"""What Qt takes as no limit."""


class Sides(QObject):
    """Shows and hides the side bar of a window.

    Args:
        window: The window.
        across: What side bar, workflow and step panel lie in.
    """

    def __init__(self, window: Window, across: QSplitter) -> None:
        super().__init__(window)
        self._window = window
        self._is_narrow = False
        self._is_wanted = True
        self._wide = LEFT, RIGHT
        self._across = across
        across.splitterMoved.connect(self._remember)
        window.installEventFilter(self)
        window.right.page_changed.connect(self._make_room)

    def toggle(self) -> None:
        """Show the side bar, or hide it."""
        window = self._window
        show = not window.side_bar.isVisible()
        if not self._is_narrow:
            self._is_wanted = show
        window.side_bar.setVisible(show)
        if self._is_narrow:
            window.right.setVisible(not show and window.tab is not None)
        if show:
            window.side_bar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's width."""
        if event.type() is QEvent.Type.Resize:
            self._follow(self._window.width() < NARROW)
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """What is edited at the right takes the place back."""
        if self._is_narrow and not self._window.right.isHidden():
            self._window.side_bar.hide()

    def _follow(self, narrow: bool) -> None:
        if narrow == self._is_narrow:
            self._remember()
            return
        self._is_narrow = narrow
        window = self._window
        window.side_bar.setVisible(self._is_wanted and not narrow)
        window.right.setVisible(window.tab is not None)
        window.right.setMaximumWidth(RIGHT_WIDTH if narrow else ANY_WIDTH)
        left, right = (0, RIGHT_WIDTH) if narrow else self._wide
        sizes = [left, window.width() - left - right, right]
        QTimer.singleShot(0, self, lambda: self._across.setSizes(sizes))

    def _remember(self) -> None:
        """Note how wide the sides are while there is room for both."""
        left, _, right = self._across.sizes()
        if not self._is_narrow and left and right:
            self._wide = left, right
