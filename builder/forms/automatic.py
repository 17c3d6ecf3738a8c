"""The headers table with the headers that are added by themselves listed greyed below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from builder.forms.bulk import AnyRow
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Several
from builder.forms.table_field import TableField
from builder.look.icons import icon
from builder.look.language import tr
from builder.model.headers import AutomaticHeader
from builder.model.ui import Ui


class HeadersField(TableField):
    """Rows, and what is sent besides; an automatic header can be left out and taken back.

    Asks the model's method `automatic_NAME()` for the list, and keeps names that are left out in
    the sibling field `without_NAME`.
    """

    def __init__(
        self, context: FormContext, note: Ui, kind: type[AnyRow], parent: QWidget | None = None
    ) -> None:
        self._automatic: tuple[AutomaticHeader, ...] = ()
        self._without: tuple[str, ...] = ()
        super().__init__(context, note, kind, parent)
        self.toggle = QPushButton(self)
        self.toggle.setProperty("flat", True)
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(tr("Headers that are sent without being in the table"))
        self.list = QWidget(self)
        self.list.setLayout(QVBoxLayout())
        self.list.hide()
        self.body.insertWidget(5, self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.insertWidget(6, self.list)
        self.toggle.toggled.connect(self._open)
        self._relabel()

    def set_owner(self, value: BaseModel) -> None:
        """List what this request would send by itself."""
        ask = getattr(value, f"automatic_{self.name}", None)
        found: tuple[AutomaticHeader, ...] = tuple(ask()) if callable(ask) else ()
        self._without = tuple(getattr(value, f"without_{self.name}", ()))
        if found != self._automatic:
            self._automatic = found
            self._relabel()
            if self.toggle.isChecked():
                self._fill()

    def set_value(self, value: tuple[AnyRow, ...]) -> None:
        """Show rows; the count beside the heading has both."""
        super().set_value(value)
        self._count()

    def _count(self) -> None:
        sent = sum(not (one.removed or one.overridden) for one in self._automatic)
        own = str(len(self._rows)) if self._rows else ""
        more = tr("{n} automatic", n=sent) if sent else ""
        self.counted.emit(" + ".join(filter(None, (own, more))))

    def _relabel(self) -> None:
        arrow = "▾" if self.toggle.isChecked() else "▸"
        words = tr("{n} automatic headers", n=len(self._automatic))
        self.toggle.setText(f"{arrow} {words}")
        self.toggle.setAccessibleName(words)
        self.toggle.setVisible(bool(self._automatic))
        self._count()

    def _open(self, on: bool) -> None:
        if on:
            self._fill()
        self.list.setVisible(on)
        self._relabel()

    def _fill(self) -> None:
        fresh = QWidget(self)
        grid = QGridLayout(fresh)
        grid.setContentsMargins(8, 0, 4, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for line, header in enumerate(self._automatic):
            self._add_line(grid, line, header)
        self.body.replaceWidget(self.list, fresh)
        fresh.setVisible(self.toggle.isChecked())
        self.list.hide()
        self.list.deleteLater()
        self.list = fresh

    def _add_line(self, grid: QGridLayout, line: int, header: AutomaticHeader) -> None:
        off = header.removed or header.overridden
        for column, text in enumerate((header.name, header.value)):
            label = QLabel(text, self)
            label.setProperty("muted", True)
            label.setFont(self._font(off))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            if not column:
                label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            label.setToolTip(self._why(header))
            grid.addWidget(label, line, column)
        grid.addWidget(self._button(header), line, 2)

    def _font(self, struck: bool) -> Any:
        font = self.context.look.font(12, code=True)
        font.setStrikeOut(struck)
        return font

    def _why(self, header: AutomaticHeader) -> str:
        if header.overridden:
            return tr("A row of the table gives this header another value")
        return tr("Left out") if header.removed else f"{header.name}: {header.value}"

    def _button(self, header: AutomaticHeader) -> QToolButton:
        button = QToolButton(self)
        name = "plus" if header.removed else "close"
        button.setIcon(icon(name, self.context.look.theme.muted, 12))
        button.setIconSize(QSize(12, 12))
        said = tr("Send this header again" if header.removed else "Leave this header out")
        button.setToolTip(said)
        button.setAccessibleName(f"{said}: {header.name}")
        button.setVisible(not header.overridden)
        button.clicked.connect(partial(self._turn, header))
        return button

    def _turn(self, header: AutomaticHeader, checked: bool = False) -> None:
        name = header.name.lower()
        after: Sequence[str] = [one for one in self._without if one.lower() != name]
        if not header.removed:
            after = [*after, header.name]
        self.edited.emit(Several({f"without_{self.name}": tuple(after)}), ALONE)
