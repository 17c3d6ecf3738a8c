"""The rows of a table as lines of text, edited in its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from builder.forms.bulk import AnyRow, from_text, to_text
from builder.forms.context import FormContext
from builder.forms.text_box import TextBox
from builder.look.language import tr

HEIGHT = 180


class BulkBox(TextBox):
    """A box for rows as text, hidden until its button is pressed.

    Args:
        context: What the fields of a form share.
        kind: Class of a new row.
        name: Name of the table, for screen readers.
        parent: The table.

    Attributes:
        switch: The button that turns rows into text and back.

    Signals:
        rows_edited: The rows the new text stands for.
    """

    rows_edited = Signal(object)

    def __init__(
        self, context: FormContext, kind: type[AnyRow], name: str, parent: QWidget
    ) -> None:
        super().__init__(context, one_line=False, parent=parent)
        self._kind = kind
        self._rows: tuple[AnyRow, ...] = ()
        self.edit.set_hint(tr("key: value\n# key: a row that is off"))
        self.edit.setAccessibleName(tr("{name} as text", name=name))
        self.setFixedHeight(HEIGHT)
        self.hide()
        self.switch = QPushButton(tr("Bulk edit"), parent)
        self.switch.setProperty("flat", True)
        self.switch.setCheckable(True)
        self.switch.setToolTip(tr("Edit all rows as lines of “key: value”"))
        self.switch.setAccessibleName(tr("{name}: bulk edit", name=name))
        self.switch.toggled.connect(self._switched)
        self.edited.connect(self._typed)

    def show_rows(self, rows: tuple[AnyRow, ...]) -> None:
        """Write rows as text; a text that stands for them already stays as it was typed."""
        self._rows = rows
        if not self.switch.isChecked():
            return
        if from_text(self.text(), rows, self._kind) != rows:
            self.set_text(to_text(rows))

    def _switched(self, on: bool) -> None:
        self.switch.setText(tr("Table") if on else tr("Bulk edit"))
        self.setVisible(on)
        self.show_rows(self._rows)
        if on:
            self.edit.setFocus()

    def _typed(self, text: str) -> None:
        self.rows_edited.emit(from_text(text, self._rows, self._kind))
