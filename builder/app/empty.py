"""What the middle shows while no workflow is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from builder.look.language import tr

WIDTH = 260
"""Of a button, px."""
RECENT = 3
"""Workspaces that are offered."""


class EmptyDesk(QScrollArea):
    """Says what to do next.

    Signals:
        chosen: Name of the action the user wants ("new", "open_example", "tour" …).
        folder_chosen: The `Path` of another workspace.
    """

    chosen = Signal(str)
    folder_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        inside = QWidget(self)
        self._title = QLabel(inside)
        self._title.setProperty("title", True)
        self._hint = QLabel(inside)
        self._hint.setProperty("muted", True)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._hint)
        self._column.addSpacing(8)
        for name, text, tip in (
            ("new", tr("New workflow"), tr("Start an empty workflow")),
            ("open_file", tr("Open workflow…"), tr("Open a workflow file")),
            ("open_folder", tr("Open workspace…"), tr("Open a folder of workflows")),
            ("open_example", tr("Open example workspace"), tr("Workflows to try things with")),
            ("tour", tr("Take the tour"), tr("See in a minute what is where")),
        ):
            button = self._button(text, tip, partial(self.chosen.emit, name))
            button.setProperty("primary", name == "new")
        self._recent = QLabel(tr("Recent workspaces"), inside)
        self._recent.setProperty("muted", True)
        self._recent.setProperty("small", True)
        self._column.addSpacing(8)
        self._column.addWidget(self._recent, 0, Qt.AlignmentFlag.AlignHCenter)
        self._folders: list[QPushButton] = []
        self._column.addStretch(2)
        self.setWidget(inside)
        self.show_workspace("", False, ())

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setFixedWidth(WIDTH)
        button.clicked.connect(lambda checked=False: act())
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def show_workspace(self, name: str, has_flows: bool, others: Sequence[Path]) -> None:
        """Say what fits the workspace that is open.

        Args:
            name: Of the workspace.
            has_flows: Whether there is a workflow to choose at the left.
            others: The workspaces that were open before, the latest first.
        """
        if has_flows:
            self._title.setText(tr("No workflow is open"))
            self._hint.setText(tr("Choose one at the left, drop a file here, or begin:"))
        else:
            self._title.setText(tr("“{name}” has no workflows yet", name=name))
            self._hint.setText(tr("Make the first one, or drop a file or a cURL command here."))
        for button in self._folders:
            self._column.removeWidget(button)
            button.deleteLater()
        self._folders = [self._folder(folder) for folder in others[:RECENT]]
        self._recent.setVisible(bool(self._folders))

    def _folder(self, folder: Path) -> QPushButton:
        act = partial(self.folder_chosen.emit, folder)
        button = self._button(folder.name.replace("&", "&&"), str(folder), act)
        button.setProperty("flat", True)
        self._column.removeWidget(button)
        place = self._column.indexOf(self._recent) + 1
        self._column.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button
