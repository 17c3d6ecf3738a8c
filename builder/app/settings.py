"""What the window remembers between two starts: sizes, the open workspace, the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QSplitter, QWidget


class Settings(QObject):
    """A settings file in the user's data folder.

    Args:
        file: The INI file; it need not exist.
    """

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat, self)

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._store.setValue(key, value)

    def names(self, group: str) -> tuple[str, ...]:
        """What is remembered in a group, without the group's name."""
        self._store.beginGroup(group)
        found = tuple(self._store.childKeys())
        self._store.endGroup()
        return found

    def remove(self, key: str) -> None:
        """Forget something."""
        self._store.remove(key)

    @property
    def knows_window(self) -> bool:
        """Whether a window was open before."""
        return not self._bytes("window").isEmpty()

    def restore_window(self, window: QWidget) -> bool:
        """Give a window its last size and place; False when there was none."""
        return window.restoreGeometry(self._bytes("window"))

    def keep_window(self, window: QWidget) -> None:
        """Remember size and place of a window."""
        self._store.setValue("window", window.saveGeometry())

    def remember(self, name: str, splitter: QSplitter) -> bool:
        """Restore a splitter and keep it from now on; False when nothing was remembered."""
        restored = splitter.restoreState(self._bytes(f"splitter/{name}"))
        splitter.splitterMoved.connect(
            lambda: self._store.setValue(f"splitter/{name}", splitter.saveState())
        )
        return restored

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
