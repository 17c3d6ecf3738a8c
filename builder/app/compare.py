"""What differs between the workflow here and the one that lies on disk."""

from __future__ import annotations

from difflib import unified_diff

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from builder.document.flow_file import FlowFile
from builder.look.language import tr
from builder.storage.flow_format import to_bytes

EQUAL = "Both say the same."


def difference(mine: str, disk: str) -> str:
    """The lines that differ, as a unified diff from the file on disk to the workflow here."""
    names = tr("on disk"), tr("here")
    lines = unified_diff(disk.splitlines(), mine.splitlines(), *names, lineterm="")
    return "\n".join(lines) or tr(EQUAL)


def compare(file: FlowFile, window: QWidget) -> None:
    """Show the difference in a dialog until it is closed."""
    path = file.document.path
    disk = path.read_text(encoding="utf-8", errors="replace") if path and path.exists() else ""
    dialog = QDialog(window)
    dialog.setWindowTitle(tr("{name}: on disk and here", name=file.document.name))
    dialog.resize(760, 520)
    text = QPlainTextEdit(difference(to_bytes(file.document.workflow).decode(), disk), dialog)
    text.setReadOnly(True)
    text.setProperty("code", True)
    text.setAccessibleName(tr("Difference"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=dialog)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.exec()
