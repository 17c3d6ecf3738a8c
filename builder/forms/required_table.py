"""The fields that a request must have: name, what it is for, type."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from builder.forms.bulk import AnyRow
from builder.forms.context import FormContext
from builder.forms.table_field import TableField
from builder.look.language import tr
from builder.model.ui import Ui


class RequiredTable(TableField):
    """Rows without references: nothing has run before a trigger."""

    def __init__(
        self, context: FormContext, note: Ui, kind: type[AnyRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, kind, parent)
        self.bulk.edit.references = False
        self.bulk.edit.set_hint(tr("name: what it is for\n# name: a row that is off"))
        self.switch.setToolTip(tr("Edit all rows as lines of “name: what it is for”"))

    def _add_widget(self) -> None:
        super()._add_widget()
        row = self.widgets[-1]
        for box in (row.key, row.value):
            box.edit.references = False
        row.enabled.setToolTip(tr("Require this field"))
        row.key.edit.setAccessibleName(tr("Name"))
        row.value.edit.setAccessibleName(tr("What it is for"))

    def set_value(self, value: tuple[AnyRow, ...]) -> None:
        """Show rows."""
        super().set_value(value)
        last = self.widgets[-1]
        if last.is_last:
            last.key.edit.set_hint(tr("Add name"))
            last.value.edit.set_hint(tr("What it is for"))
