"""The button that chooses a file for a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from builder.forms.context import FormContext
from builder.forms.text_box import TextBox
from builder.forms.tinted import tinted
from builder.look.language import tr


class FileCell(QToolButton):
    """Opens a file dialog; the path is typed into the box, relative to the workspace inside it.

    Attributes:
        several: Whether several files can be chosen at once.

    Signals:
        more_chosen: The names of the files chosen besides the one in the box.
    """

    more_chosen = Signal(object)
    several = False

    def __init__(self, context: FormContext, box: TextBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._box = box
        tinted(self, "folder", context.look)
        self.setIconSize(QSize(14, 14))
        self.setFixedSize(24, 24)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("Choose a file, or insert a reference to one"))
        self.setAccessibleName(tr("Choose a file"))
        self.clicked.connect(self._choose)
        self.hide()

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose a file"), str(self._context.folder or ""))
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.ExistingFiles if self.several else mode.ExistingFile)
        dialog.filesSelected.connect(self.take_all)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take_all(self, chosen: Sequence[str]) -> None:
        """Put the first path into the box, and tell of the others."""
        first, *others = chosen
        self.take(first)
        if others:
            self.more_chosen.emit([self._name(path) for path in others])

    def take(self, chosen: str) -> None:
        """Put a path into the box, relative to the workspace when it lies inside."""
        self._box.edit.selectAll()
        self._box.edit.insert(self._name(chosen))

    def _name(self, chosen: str) -> str:
        path = Path(chosen)
        folder = self._context.folder
        if folder is not None and path.is_relative_to(folder):
            path = path.relative_to(folder)
        return path.as_posix()
