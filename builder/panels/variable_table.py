"""The table of an environment's variables, with an empty row at its end that adds one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from builder.document import environment_edits as edits
from builder.document.environments import Environments
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.environment import MINIMUM_MASKED, Environment, Variable
from builder.panels.variable_row import BUTTONS_WIDTH, VariableRow


class VariableTable(QFrame):
    """Edits the variables of one environment; every edit is in the history at once.

    Signals:
        said: What the user should know about the last edit; empty when all is well.
        renamed: The old and the new name of a variable.
        uses_requested: Name of a variable whose uses are to be listed.
    """

    said = Signal(str)
    renamed = Signal(str, str)
    uses_requested = Signal(str)

    def __init__(
        self, environments: Environments, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._environments = environments
        self._look = look
        self._name = ""
        self.rows: list[VariableRow] = []
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(0)
        self._column.addLayout(self._headings())

    def _headings(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(4)
        for text, share in (("Name", 2), ("Value", 3)):
            label = QLabel(tr(text), self)
            label.setProperty("muted", True)
            label.setFont(self._look.font(12, bold=True))
            row.addWidget(label, share)
        row.addSpacing(BUTTONS_WIDTH)
        return row

    def show_environment(self, name: str, value: Environment) -> None:
        """Show these variables; rows that are typed in stay as they are."""
        self._name = name
        while len(self.rows) <= len(value.variables):
            self._add_row()
        while len(self.rows) > len(value.variables) + 1:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, variable in zip(self.rows, (*value.variables, None), strict=True):
            row.show_variable(variable, self._has_value(variable))

    def _has_value(self, variable: Variable | None) -> bool:
        if variable is None or not variable.secret:
            return False
        return self._environments.has_secret(self._name, variable.name)

    def _add_row(self) -> None:
        row = VariableRow(self._look, self)
        row.uses_requested.connect(self.uses_requested)
        row.named.connect(lambda name: self._give_name(row, name))
        row.value_edited.connect(lambda text: self._change(row, edits.set_value, text))
        row.secret_entered.connect(lambda text: self._enter_secret(row, text))
        row.secrecy_switched.connect(lambda on: self._change(row, edits.mark_secret, on))
        row.remove_requested.connect(lambda: self._change(row, edits.remove_variable))
        row.value.editingFinished.connect(self._environments.end_merge)
        for field in (row.name, row.value):
            field.installEventFilter(self)
        self.rows.append(row)
        self._column.addWidget(row)

    def _give_name(self, row: VariableRow, name: str) -> None:
        """A name was typed: another one for a variable, or a new variable."""
        try:
            if row.variable is None:
                edits.add_variable(self._environments, self._name, Variable(name=name))
                row.value.setFocus()
            else:
                old = row.variable.name
                edits.rename_variable(self._environments, self._name, old, name)
                self.renamed.emit(old, name)
        except ValueError as fault:
            row.complain(str(fault))
            self.said.emit(str(fault))
        else:
            row.complain("")
            self.said.emit("")

    def _change(self, row: VariableRow, edit: Callable[..., None], *to: object) -> None:
        if row.variable is not None:
            edit(self._environments, self._name, row.variable.name, *to)

    def _enter_secret(self, row: VariableRow, text: str) -> None:
        if row.variable is None:
            return
        self._environments.set_secret(self._name, row.variable.name, text)
        short = len(text) < MINIMUM_MASKED
        self.said.emit(
            tr(
                "A secret of fewer than {n} characters is masked only in its own field, not in "
                "answers and logs.",
                n=MINIMUM_MASKED,
            )
            if short
            else ""
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo in a field mean the environments, unless the field is half typed."""
        if isinstance(event, QKeyEvent) and not self._half_typed(watched):
            history = self._environments.history
            for key, do in (
                (QKeySequence.StandardKey.Undo, history.undo),
                (QKeySequence.StandardKey.Redo, history.redo),
            ):
                if event.matches(key):
                    if event.type() == QEvent.Type.KeyPress:
                        do()
                    event.accept()
                    return True
        return super().eventFilter(watched, event)

    def _half_typed(self, field: QObject) -> bool:
        return any(row.is_half_typed(field) for row in self.rows)
