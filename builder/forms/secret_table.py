"""Tables whose values are password-like."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from builder.forms.bulk import AnyRow
from builder.forms.context import FormContext
from builder.forms.secret_field import SecretOffer
from builder.forms.table_field import TableField
from builder.model.rows import SecretRow
from builder.model.secret import Secret
from builder.model.ui import Ui


class SecretTable(TableField):
    """Rows with password-like values; the first literal nobody decided about is asked about."""

    secret = True

    def __init__(
        self,
        context: FormContext,
        note: Ui,
        kind: type[AnyRow] = SecretRow,
        parent: QWidget | None = None,
    ) -> None:
        self.offer = SecretOffer()
        super().__init__(context, note, kind, parent)
        self.body.insertWidget(3, self.offer)
        self.offer.wanted.connect(self._make_secret)
        self.offer.kept.connect(self._keep_literal)
        self.switch.hide()

    def heading_widget(self) -> QWidget | None:
        """No bulk edit: it would show the passwords."""
        return None

    def set_value(self, value: tuple[AnyRow, ...]) -> None:
        """Show rows, and the question while a literal is undecided."""
        super().set_value(value)
        self.offer.setVisible(self._undecided() is not None)

    def _undecided(self) -> int | None:
        """The first row with a literal nobody has decided about."""
        literal = (
            index
            for index, row in enumerate(self._rows)
            if isinstance(row.value, Secret) and row.value.withheld
        )
        return next(literal, None)

    def _make_secret(self) -> None:
        index = self._undecided()
        if index is not None:
            self.secret_offered.emit(f"{index}.value", self._rows[index].value.text)

    def _keep_literal(self) -> None:
        index = self._undecided()
        if index is not None:
            kept = self._rows[index].value.model_copy(update={"kept": True})
            self._row_edited(index, "value", kept)
