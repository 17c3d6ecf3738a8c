"""Key-value tables: rows with an empty one at the end, reordered by dragging, or edited as text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import EnumType
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from builder.forms import row_edits
from builder.forms.bulk import AnyRow, pasted
from builder.forms.bulk_box import BulkBox
from builder.forms.chip_edit import ChipEdit
from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field, inside
from builder.forms.live import LiveLine
from builder.forms.row_menu import add_row_actions
from builder.forms.table_frame import TableFrame
from builder.forms.table_row import TableRow
from builder.forms.text_box import TextBox
from builder.forms.text_field import FLAT
from builder.look.language import grouped, tr
from builder.model.rows import JsonRow
from builder.model.ui import Ui

MOST_SHOWN = 100
"""Rows shown at first; as many more at each click."""
AT_ONCE = 16
"""Rows made at once; those below follow a few at a time, so that nothing stands still."""
A_FEW = 4

KEY = 1
"""The column of keys."""

SHOWN = ("enabled", "key", "value", "type")
"""What has a column; further fields of a row stand on a line of their own."""


def types_of(kind: type[AnyRow]) -> tuple[Any, ...]:
    """The types a row of this class can have; none when it has no such column."""
    field = kind.model_fields.get("type")  # type: ignore[attr-defined]
    values = field.annotation if field is not None else None
    return tuple(values) if isinstance(values, EnumType) else ()


def extras_of(kind: type[AnyRow]) -> tuple[str, ...]:
    """The fields of a row that have no column."""
    fields: Mapping[str, Any] = kind.model_fields  # type: ignore[attr-defined]
    return tuple(name for name in fields if name not in SHOWN)


class TableField(Field):
    """A tuple of rows of one class."""

    block = True
    secret = False
    """Whether values are password-like."""

    def __init__(
        self, context: FormContext, note: Ui, kind: type[AnyRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, note, parent)
        self._kind = kind
        self._rows: tuple[AnyRow, ...] = ()
        self._shown = MOST_SHOWN
        self.frame = TableFrame(context, self)
        self.more = QPushButton(self)
        self.more.setProperty("flat", True)
        self.more.clicked.connect(self._show_more)
        self._slices = QTimer(self, interval=0, singleShot=True)
        self._slices.timeout.connect(self._go_on)
        self.bulk = BulkBox(context, kind, note.label, self)
        self.live = LiveLine(context, parent=self)
        self.switch = self.bulk.switch
        self.switch.toggled.connect(self._show_bulk)
        for widget in (self.frame, self.more, self.bulk, self.live):
            self.body.addWidget(widget)
        self.finish()
        self.bulk.rows_edited.connect(partial(self._emit, place="as text"))
        self.set_value(())

    @property
    def widgets(self) -> list[TableRow]:
        """The rows that are made so far, top down; the empty one at the end among them."""
        return self.frame.widgets

    def heading_widget(self) -> QWidget | None:
        """“Bulk edit”."""
        return self.switch

    def set_value(self, value: tuple[AnyRow, ...]) -> None:
        """Show rows; those that are the same objects are not touched."""
        before, self._rows = self._rows, value
        self._fit(max(AT_ONCE, len(self.widgets)))
        for index, widget in enumerate(self.widgets):
            row = value[index] if index < len(value) else None
            if index >= len(before) or row is not before[index] or widget.is_last != (row is None):
                widget.set_row(row)
        self.more.setVisible(len(value) > self._shown and not self.switch.isChecked())
        self._say_more()
        self.bulk.show_rows(value)
        here = QApplication.focusWidget()
        if isinstance(here, ChipEdit) and self.frame.isAncestorOf(here):
            self.live.show_text(here.text())
        self.counted.emit(str(len(value)) if value else "")

    def _say_more(self) -> None:
        left = len(self._rows) - self._shown
        more, total = grouped(min(left, MOST_SHOWN)), grouped(len(self._rows))
        self.more.setText(tr("Show {more} more of {total} rows", more=more, total=total))

    def _fit(self, most: int) -> None:
        """Have as many rows as are to be seen, but for now at most so many."""
        empty_one = len(self._rows) <= self._shown
        wanted = min(len(self._rows), self._shown) + empty_one
        while len(self.widgets) > wanted:
            self.frame.put_aside()
        while len(self.widgets) < min(wanted, most):
            if not self.frame.take_back():
                self._add_widget()
        if len(self.widgets) < wanted:
            self._slices.start()

    def _go_on(self) -> None:
        """Make a few more rows."""
        first = len(self.widgets)
        self._fit(first + A_FEW)
        for index in range(first, len(self.widgets)):
            self.widgets[index].set_row(self._rows[index] if index < len(self._rows) else None)

    def _add_widget(self) -> None:
        accepts = () if self._kind is JsonRow else FLAT
        types, extras = types_of(self._kind), extras_of(self._kind)
        widget = TableRow(self.context, types, extras, self.secret, accepts, self.frame)
        index = len(self.widgets)
        self.frame.append(widget)
        widget.name(self.note.label, index + 1)
        cells = [self.widgets[index - 1].keys.cells[-1]] if index else []
        for before, after in pairwise((*cells, *widget.keys.cells[1:])):
            QWidget.setTabOrder(before, after)
        widget.set_row(None)
        widget.keys.walked.connect(partial(self.frame.walk, index))
        widget.edited.connect(partial(self._row_edited, index))
        widget.entered.connect(partial(self.frame.go_to, index + 1, KEY))
        widget.menu_wanted.connect(partial(self._open_menu, index))
        widget.moved.connect(partial(self._move_by, index))
        widget.erased.connect(partial(self._delete, index))
        widget.handle.dragged.connect(self.frame.drag)
        widget.handle.dropped.connect(partial(self._drop, index))
        widget.key.edit.take_paste = partial(self._take_paste, index)
        for box in (widget.key, widget.value):
            box.edit.add_actions = partial(self._add_actions, index)
            box.edit.focused.connect(partial(self._follow_focus, box))
            box.edited.connect(self.live.show_text)

    def _row_edited(self, index: int, name: str, value: Any) -> None:
        rows = row_edits.changed(self._rows, index, self._kind, name, value)
        typed = name not in ("enabled", "type")
        self._emit(rows, f"{index}.{name}" if typed else ALONE)

    def _emit(self, rows: tuple[AnyRow, ...], place: str = ALONE) -> None:
        self.set_value(rows)
        self.edited.emit(rows, place)

    def _follow_focus(self, box: TextBox, here: bool) -> None:
        self.live.show_text(box.text() if here else "")

    def _take_paste(self, index: int, text: str) -> bool:
        widget = self.widgets[index]
        rows = pasted(text, self._kind) if not widget.key.text() else ()
        if rows:
            self._emit(row_edits.with_rows(self._rows, index, rows))
            self.frame.go_to(index + len(rows), KEY)
        return bool(rows)

    def _open_menu(self, index: int, place: QPoint) -> None:
        menu = QMenu(self)
        self._add_actions(index, menu)
        menu.popup(place)

    def _add_actions(self, index: int, menu: QMenu) -> None:
        if index < len(self._rows):
            add_row_actions(menu, self._rows, index, self._emit)
            self.widgets[index].add_actions(menu)

    def _delete(self, index: int) -> None:
        column = self.widgets[index].keys.column
        self._emit(row_edits.without(self._rows, index))
        self.frame.go_to(min(index, len(self._rows) - (column == 0)), column)

    def _move_by(self, index: int, step: int) -> None:
        if 0 <= index + step < len(self._rows):
            column = self.widgets[index].keys.column
            self._emit(row_edits.stepped(self._rows, index, step))
            self.frame.go_to(index + step, column)

    def _drop(self, index: int) -> None:
        gap = self.frame.drop()
        if gap is not None and gap not in (index, index + 1):
            self._emit(row_edits.moved(self._rows, index, gap))

    def _show_more(self) -> None:
        self._shown += MOST_SHOWN
        self.set_value(self._rows)

    def _show_bulk(self, on: bool) -> None:
        self.frame.setVisible(not on)
        self.more.setVisible(not on and len(self._rows) > self._shown)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the cells, and say the sentences below the table."""
        for index, widget in enumerate(self.widgets):
            here = inside(problems, str(index))
            widget.key.set_bad(here.get("key", here.get("", "")))
            widget.value.set_bad(here.get("value", here.get("value.text", "")))
        self.say("\n".join(dict.fromkeys(problems.values())))
