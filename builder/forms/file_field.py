"""A field that names a file: typed, chosen in a dialog, or a reference to a File."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from builder.forms.context import FormContext
from builder.forms.file_cell import FileCell
from builder.forms.text_field import LineField
from builder.model.disk_file import file_trouble
from builder.model.ui import Ui

CHECK_DELAY = 250


class FileField(LineField):
    """One line with a button for the dialog; says while typing rests that a file is missing."""

    def __init__(
        self, context: FormContext, note: Ui, references: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, references, parent)
        self.button = FileCell(context, self.box, self)
        self.box.add_tool(self.button)
        self.button.show()
        self._outer_problem = ""
        self._timer = QTimer(self, interval=CHECK_DELAY, singleShot=True)
        self._timer.timeout.connect(self.check)
        self.box.edited.connect(lambda text: self._timer.start())

    def set_value(self, value: str) -> None:
        """Show a text."""
        super().set_value(value)
        self._timer.start()

    def say(self, problem: str) -> None:
        """Keep what was said from outside before what is found here."""
        self._outer_problem = problem
        self.check()

    def check(self) -> None:
        """Look whether the file is there and can be read; a reference is looked at when it runs."""
        name = self.box.text()
        known = name and "{{" not in name
        found = file_trouble(name, self.context.folder) if known else None
        super().say(self._outer_problem or found or "")
