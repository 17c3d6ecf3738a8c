"""The parts of a multipart body: files are chosen, several at once, and looked for while typing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from builder.forms.bulk import AnyRow
from builder.forms.context import FormContext
from builder.forms.file_field import CHECK_DELAY
from builder.forms.table_field import TableField
from builder.model.disk_file import file_trouble
from builder.model.rows import PartKind, PartRow
from builder.model.ui import Ui


class PartTable(TableField):
    """Rows of text and of files; a file that is not there is said at its row."""

    def __init__(
        self, context: FormContext, note: Ui, kind: type[AnyRow], parent: QWidget | None = None
    ) -> None:
        self._outer: Mapping[str, str] = {}
        self._timer = QTimer(interval=CHECK_DELAY, singleShot=True)
        super().__init__(context, note, kind, parent)
        self._timer.setParent(self)
        self._timer.timeout.connect(self.check)

    def set_value(self, value: tuple[AnyRow, ...]) -> None:
        """Show rows, and look for their files once typing rests."""
        super().set_value(value)
        self._timer.start()

    def _add_widget(self) -> None:
        super()._add_widget()
        cell = self.widgets[-1].file
        cell.several = True
        cell.more_chosen.connect(partial(self._add_files, len(self.widgets) - 1))

    def _add_files(self, index: int, names: Sequence[str]) -> None:
        row = self._rows[index]
        more = tuple(row.model_copy(update={"value": name}) for name in names)
        self._emit((*self._rows[: index + 1], *more, *self._rows[index + 1 :]))

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Keep what was said from outside before what is found here."""
        self._outer = problems
        self.check()

    def check(self) -> None:
        """Look whether the files are there; references are looked at when the step runs."""
        super().set_problems({**dict(self._missing()), **self._outer})

    def _missing(self) -> Iterator[tuple[str, str]]:
        for index, row in enumerate(self._rows):
            if not isinstance(row, PartRow) or row.type is not PartKind.FILE:
                continue
            if row.enabled and row.key and row.value and "{{" not in row.value:
                trouble = file_trouble(row.value, self.context.folder)
                if trouble is not None:
                    yield f"{index}.value", trouble
