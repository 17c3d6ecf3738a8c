"""Password-like fields: dots, references as chips, and a calm question about typed literals."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field
from builder.forms.live import LiveLine
from builder.forms.text_box import TextBox
from builder.look.icons import icon
from builder.look.language import tr
from builder.model.secret import Secret
from builder.model.ui import Ui

QUESTION = "This is not saved until you decide."


class SecretBox(QWidget):
    """One line whose typed text is dots until the eye is pressed; references stay readable.

    Signals:
        edited: The new `Secret`.
    """

    edited = Signal(object)

    def __init__(
        self, context: FormContext, *, cell: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._value = Secret()
        self.box = TextBox(context, cell=cell, parent=self)
        self.eye = QToolButton(self)
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.eye.setIconSize(QSize(14, 14))
        self.eye.setToolTip(tr("Show what is typed"))
        self.eye.setAccessibleName(tr("Show what is typed"))
        self.box.add_tool(self.eye)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        self.box.edited.connect(self._typed)
        self.eye.toggled.connect(self._hide_or_show)
        context.look.changed.connect(self._hide_or_show)
        self.setFocusProxy(self.box.edit)
        self._hide_or_show()

    def set_value(self, value: Secret) -> None:
        """Show a secret."""
        self._value = value
        self.box.set_text(value.text)
        self._hide_or_show()

    def _typed(self, text: str) -> None:
        self._value = Secret(text=text)
        self._hide_or_show()
        self.edited.emit(self._value)

    def _hide_or_show(self) -> None:
        literal = bool(self._value.text) and "{{" not in self._value.text
        name = "eye-off" if self.eye.isChecked() else "eye"
        self.eye.setIcon(icon(name, self._context.look.theme.muted, 14))
        self.eye.setVisible(literal)
        self.box.edit.set_dotted(literal and not self.eye.isChecked())


class SecretOffer(QWidget):
    """The question under a password-like field whose literal nobody has decided about.

    Signals:
        wanted: Make it a secret variable.
        kept: Keep the literal in the file.
    """

    wanted = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = QLabel(tr(QUESTION), self)
        said.setProperty("muted", True)
        said.setProperty("small", True)
        self.make = QPushButton(tr("Make it a secret variable"), self)
        self.keep = QPushButton(tr("Keep in file"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        column.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.make, self.keep):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.make.clicked.connect(self.wanted.emit)
        self.keep.clicked.connect(self.kept.emit)


class SecretField(Field):
    """A password-like value of a form."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, parent)
        self._value = Secret()
        self.secret = SecretBox(context, parent=self)
        self.secret.box.edit.set_hint(note.placeholder)
        self.secret.box.edit.setAccessibleName(note.label)
        self.live = LiveLine(context, parent=self)
        self.offer = SecretOffer(self)
        self.offer.hide()
        for widget in (self.secret, self.offer, self.live):
            self.body.addWidget(widget)
        self.finish()
        self.secret.edited.connect(self._typed)
        self.offer.wanted.connect(self._wanted)
        self.offer.kept.connect(self._kept)
        self.setFocusProxy(self.secret)

    def set_value(self, value: Secret) -> None:
        """Show a secret, and the question while it is undecided."""
        self._value = value
        self.secret.set_value(value)
        self.live.show_text(value.text)
        self.offer.setVisible(value.withheld)

    def say(self, problem: str) -> None:
        """Mark the frame too."""
        super().say(problem)
        self.secret.box.set_bad(problem)
        self.live.show_problem(problem)

    def _typed(self, value: Secret) -> None:
        self.set_value(value)
        self.edited.emit(value, "")

    def _wanted(self) -> None:
        self.secret_offered.emit("", self._value.text)

    def _kept(self) -> None:
        self._value = Secret(text=self._value.text, kept=True)
        self.set_value(self._value)
        self.edited.emit(self._value, ALONE)
