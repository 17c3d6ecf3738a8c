"""The head of the step panel: icon or method, name edited in place, kind, Test step, menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.forms.bare_edit import is_history
from builder.forms.choice_field import Choice
from builder.http.fields import RequestFields
from builder.look.elided import ElidedLabel
from builder.look.icons import icon, pixmap
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.look.theme import Look
from builder.model.step import Step

TILE = 32
_NARROW = 400
"""Below this width the buttons make room for the name."""
_NAME_INDENT = 6
"""From the left of the name's field to its first letter, px."""


class Tile(QWidget):
    """The kind's icon, or its badge (a method), on a tinted square."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._step: Step | None = None
        self.setFixedSize(TILE, TILE)
        look.changed.connect(self.update)

    def show_step(self, step: Step) -> None:
        """Show a step's icon or badge."""
        self._step = step
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square and what is on it."""
        if self._step is None:
            return
        theme = self._look.theme
        badge = self._step.badge
        ink, ground = theme.method(badge) if badge else theme.tone(self._step.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if not badge:
            side = 18
            place = QPoint((TILE - side) // 2, (TILE - side) // 2)
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(place, pixmap(self._step.icon, ink, side, ratio))
            return
        painter.setPen(ink)
        painter.setFont(self._look.font(10 if len(badge) <= 4 else 8, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, badge[:7])


class NameEdit(QLineEdit):
    """A name edited in place: Enter takes it, Esc brings the old one back.

    Signals:
        renamed: The new name.
        left: Enter or Esc was pressed: the keyboard is to go elsewhere.
    """

    renamed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self.setProperty("bare", True)
        self.setFont(look.font(15, bold=True))
        self.setAccessibleName(tr("Name of the step"))
        self.setToolTip(tr("Rename (F2)"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._finished)

    def show_name(self, name: str, kind: str) -> None:
        """Show a name; a step without one goes by its kind."""
        self.setPlaceholderText(kind)
        if name != self._name:
            self._name = name
            self.setText(name)
            self.setCursorPosition(0)

    def _finished(self) -> None:
        name = self.text().strip()
        if name != self._name:
            self._name = name
            self.renamed.emit(name)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing has been typed here."""
        own = self.text() != self._name
        if event.type() == QEvent.Type.ShortcutOverride and is_history(event) and not own:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc brings back the old name; Enter leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._name)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()


def triggers() -> list[tuple[str, type[Step]]]:
    """The kinds a workflow can start with, by the name files give them."""
    kinds = ((name, kind) for name, kind in Step.family.items() if issubclass(kind, Step))
    return sorted((k for k in kinds if k[1].group == "Triggers"), key=lambda kind: kind[1].rank)


class StepHeader(QWidget):
    """Who the step is, and the two things that can be done with it.

    Signals:
        renamed: The new name.
        test_requested: Test step was pressed.
        preview_requested: Preview was pressed; only steps that send a request have it.
        menu_requested: The ⋮ was pressed; where its menu goes, in global coordinates.
        kind_chosen: Another kind of trigger was chosen; only the trigger offers them.
    """

    renamed = Signal(str)
    kind_chosen = Signal(str)
    test_requested = Signal()
    preview_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.tile = Tile(look, self)
        self.name = NameEdit(look, self)
        self.kind = ElidedLabel(self)
        self.kind.setProperty("muted", True)
        self.kind.setProperty("small", True)
        self.kinds = Choice(self)
        self.kinds.setToolTip(tr("How the workflow starts"))
        name_choice(self.kinds, tr("How the workflow starts"))
        for name, member in triggers():
            self.kinds.addItem(tr(member.hint), name)
        self.test = QPushButton(tr("Test step"), self)
        self.test.setAccessibleName(tr("Test step"))
        self.test.setToolTip(tr("Run this step alone on the latest outputs of the steps above"))
        self.preview = QPushButton(tr("Preview"), self)
        self.preview.setProperty("flat", True)
        self.preview.setAccessibleName(tr("Preview"))
        self.preview.setIconSize(QSize(16, 16))
        self.preview.setToolTip(tr("Show the request as it would be sent, without sending it"))
        self.menu = QToolButton(self)
        self.menu.setProperty("boxed", True)
        self.menu.setToolTip(tr("More for this step"))
        self.menu.setAccessibleName(tr("More for this step"))
        self.menu.setIconSize(QSize(14, 14))
        self._lay_out()
        self.name.renamed.connect(self.renamed.emit)
        self.preview.clicked.connect(self.preview_requested.emit)
        self.test.clicked.connect(self.test_requested.emit)
        self.menu.clicked.connect(self._menu)
        self.kinds.activated.connect(self._kind_chosen)
        look.changed.connect(self._tint)
        self._tint()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        below = QHBoxLayout()
        below.setContentsMargins(_NAME_INDENT, 0, 0, 0)  # new style sheets drop a label's own
        below.addWidget(self.kind)
        words.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 6)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.kinds)
        row.addWidget(self.tile)
        row.addLayout(words, 1)
        row.addWidget(self.preview)
        row.addWidget(self.test)
        row.addWidget(self.menu)

    def _tint(self) -> None:
        theme = self._look.theme
        self.test.setIcon(icon("play", theme.text, 14))
        self.test.setIconSize(QSize(12, 12))
        self.menu.setIcon(icon("more", theme.muted, 14))
        self._fit()

    def _fit(self) -> None:
        """Say less on the buttons where the name would get no room."""
        narrow = self.width() < self._look.scaled(_NARROW)
        self.test.setText(tr("Test") if narrow else tr("Test step"))
        self.preview.setText("" if narrow else tr("Preview"))
        eye = icon("eye", self._look.theme.muted, 16)
        self.preview.setIcon(eye if narrow else QIcon())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the buttons say what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _menu(self) -> None:
        self.menu_requested.emit(self.menu.mapToGlobal(QPoint(0, self.menu.height() + 2)))

    def _kind_chosen(self, row: int) -> None:
        self.kind_chosen.emit(self.kinds.itemData(row))

    def show_step(self, step: Step) -> None:
        """Show another step, or the same one changed."""
        self.tile.show_step(step)
        self.kinds.setCurrentIndex(self.kinds.findData(step.kind))
        self.kinds.setVisible(self.kinds.currentIndex() >= 0)
        self.preview.setVisible(isinstance(step, RequestFields))
        self.name.show_name(step.name, tr(step.label))
        off = "" if step.enabled else f" · {tr('off')}"
        self.kind.setText(f"{tr('Step {n}', n=step.number)} · {tr(step.label)}{off}")

    def rename(self) -> None:
        """Put the caret into the name, all of it selected."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()
