"""The list of what a renaming changes, agreed to before files are written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from builder.look.language import tr, tr_count
from builder.model.renaming import Renaming

SAID = (
    "Workflows that are open change as an edit. The files of the others are written now. Undo "
    "takes all of it back."
)


class RenameWindow(QDialog):
    """Asks once whether all these places are to follow."""

    def __init__(
        self, renaming: Renaming, places: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rename “{old}” to “{new}”", old=renaming.old, new=renaming.new))
        self.resize(560, 380)
        said = QLabel(tr(SAID), self)
        said.setWordWrap(True)
        said.setProperty("muted", True)
        self.places = QListWidget(self)
        self.places.setAccessibleName(tr("What changes"))
        self.places.addItems(list(places))
        for row in range(self.places.count()):
            item = self.places.item(row)
            item.setToolTip(item.text())
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        agree = self.buttons.button(kinds.Ok)
        agree.setText(tr_count("Rename {n} place", "Rename {n} places", len(places)))
        agree.setProperty("primary", True)
        agree.style().polish(agree)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(said)
        column.addWidget(self.places, 1)
        column.addWidget(self.buttons)
