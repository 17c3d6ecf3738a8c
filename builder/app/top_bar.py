"""The bar over everything: which workflow, undo, the environment switch, test buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from builder.look.elided import ElidedLabel
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.shown_name import shown_name

HEIGHT = 47
NARROW = 800
"""Below this width, px, the bar leaves out what is in the menus too."""
NO_ENVIRONMENT = "No environment"


class Logo(QWidget):
    """The program's mark: a rounded square with three steps on a loom thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(26, 26)
        self.setAccessibleName("Steploom")
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark in the accent colour."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(QRectF(0, 0, 26, 26), 7, 7)
        painter.setPen(QPen(theme.on_primary, 1.6))
        painter.drawLine(QPointF(13, 6), QPointF(13, 20))
        painter.setBrush(theme.on_primary)
        for centre in (QPointF(13, 7), QPointF(13, 13), QPointF(13, 19)):
            painter.drawEllipse(centre, 2.4, 2.4)


class Title(ElidedLabel):
    """The name of what is open, cut where there is no room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Some letters at least."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), 40), whole.height())


class TopBar(QWidget):
    """Title, history, environment and test buttons of the window.

    Signals:
        environment_chosen: Name of the environment, empty for none.
        manage_environments: The user wants to edit environments.
    """

    environment_chosen = Signal(str)
    manage_environments = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Top bar"))
        self._look = look
        self._keycap: QLabel | None = None
        self._icons: list[tuple[QToolButton, str]] = []
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._title = Title(self)
        self._title.setObjectName("title")
        self._state = QLabel(self)
        self._state.setProperty("muted", True)
        self.production = QLabel(tr("Production"), self)
        self.production.setObjectName("production")
        self.production.setFixedHeight(22)
        self.production.setToolTip(tr("Runs reach what is in real use; each is asked about first"))
        self.production.hide()
        self.environment = QPushButton(self)
        self.environment.setAccessibleName(tr("Environment"))
        self.environment.setToolTip(tr("The environment whose variables runs use"))
        self.environment.setMenu(QMenu(self.environment))
        self.test_step = QPushButton(tr("Test step"), self)
        self.test_workflow = QPushButton(tr("Test workflow"), self)
        self.test_workflow.setProperty("primary", True)
        self.more = QToolButton(self)
        self.more.setProperty("boxed", True)
        self.more.setFixedSize(28, 30)
        self.more.setIconSize(QSize(14, 14))
        self.more.setToolTip(tr("Other ways to run the workflow"))
        self.more.setAccessibleName(tr("Other ways to run the workflow"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self._row = self._laid_out()
        look.changed.connect(self._tint)
        self.set_environments((), "")

    def _laid_out(self) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(Logo(self._look, self))
        row.addWidget(self._title)
        row.addWidget(self._state)
        row.addWidget(self.production)
        stretch = QWidget(self)
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(stretch, 1)
        for widget in (self.environment, self.test_step, self.test_workflow, self.more):
            row.addWidget(widget)
        return row

    def connect_actions(
        self, undo: QAction, redo: QAction, commands: QAction, step: QAction, flow: QAction
    ) -> None:
        """Let the buttons do what the actions of the menus do, and follow them."""
        place = self._row.indexOf(self.environment)
        for offset, (action, name) in enumerate(((undo, "undo"), (redo, "redo"))):
            self._row.insertWidget(place + offset, self._tool(action, name))
        after_environment = self._row.indexOf(self.environment) + 1
        self.search = self._tool(commands, "search")
        self._row.insertWidget(after_environment, self.search)
        self._make_room()
        self._show_keys(step.shortcut())
        for button, action in ((self.test_step, step), (self.test_workflow, flow)):
            button.clicked.connect(action.trigger)
            button.setToolTip(action.toolTip())
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
        self._tint()

    def offer_runs(self, actions: Sequence[QAction]) -> None:
        """Offer other ways to run beside *Test workflow*."""
        self.more.menu().addActions(actions)

    def _show_keys(self, keys: QKeySequence) -> None:
        """Write the keys of *Test step* into its button."""
        text = keys.toString(QKeySequence.SequenceFormat.NativeText)
        label = self._keycap = QLabel(text.replace("+Return", " ↵"), self.test_step)
        label.setProperty("keycap", True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self.test_step)
        row.setContentsMargins(0, 0, 6, 0)
        row.addStretch(1)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.test_step.setProperty("keys", True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is in the menus too where there is little room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hide undo, redo and the keys of *Test step* in a narrow bar."""
        if self._keycap is None:
            return
        is_narrow = self.width() < NARROW
        self._keycap.setHidden(is_narrow)
        for button, name in self._icons:
            button.setHidden(is_narrow and name in ("undo", "redo"))
        if self.test_step.property("keys") is is_narrow:
            self.test_step.setProperty("keys", not is_narrow)
            self.test_step.style().polish(self.test_step)

    def _tool(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("boxed", True)
        button.setFixedSize(32, 30)
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(action.text())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self._icons.append((button, name))
        return button

    def _tint(self) -> None:
        theme = self._look.theme
        for button, name in self._icons:
            button.setIcon(icon(name, theme.text))
        self.test_workflow.setIcon(icon("play", theme.on_primary))
        self.more.setIcon(icon("chevron-down", theme.muted))
        self._show_dot()

    def set_title(self, name: str, edited: bool) -> None:
        """Say which workflow is open and whether it has unsaved edits."""
        self._title.setText(name)
        self._state.setText(tr("· edited") if edited else "")

    def set_production(self, production: bool) -> None:
        """Say, in colour and in words, that runs reach what is in real use."""
        if production != self.production.isHidden():
            return
        self.production.setVisible(production)
        self.setProperty("production", production)
        self.style().unpolish(self)
        self.style().polish(self)
        self._show_dot()

    def set_environments(self, names: Sequence[str], current: str) -> None:
        """Offer these environments; `current` is the one in use, empty for none."""
        self._current = current
        self.environment.setText(_menu_text(current))
        menu = self.environment.menu()
        menu.clear()
        for name in ("", *names):
            action = menu.addAction(_menu_text(name))
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(self._chooser(name))
        menu.addSeparator()
        menu.addAction(tr("Edit environments…")).triggered.connect(
            lambda checked=False: self.manage_environments.emit()
        )
        self._show_dot()

    def _chooser(self, name: str) -> Callable[[], None]:
        def choose() -> None:
            self.environment_chosen.emit(name)

        return choose

    def _dot_colour(self) -> QColor:
        theme = self._look.theme
        if not self._current:
            return theme.border
        return theme.warning if self.production.isHidden() else theme.error

    def _show_dot(self) -> None:
        dot = QPixmap(20, 20)
        dot.fill(Qt.GlobalColor.transparent)
        painter = QPainter(dot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._dot_colour())
        painter.drawEllipse(QPointF(10, 10), 5, 5)
        painter.end()
        self.environment.setIcon(QIcon(dot))


def _menu_text(environment: str) -> str:
    """The name of an environment where & would underline what follows; empty stands for none."""
    return shown_name(environment).replace("&", "&&") or tr(NO_ENVIRONMENT)
