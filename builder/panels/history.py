"""All past runs: found by status, workflow and words, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from builder.document.history_desk import HistoryDesk
from builder.document.history_words import STATUSES
from builder.history.entries import RunEntry, Wanted
from builder.history.history import History
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.look.theme import Look
from builder.model.shown_name import shown_name
from builder.panels.history_crumb import RowsCrumb
from builder.panels.history_rows import RunRows

TYPING_MS = 200
"""Runs are looked for when typing rests this long."""
ROW = 28
WIDTHS = (120, 180, 130, 80)
EMPTY = "No runs here yet. Every run is kept, whether the window or the command line began it."
NO_ROWS = "No row has ended yet, or none is kept."
NOTHING = "No run is like that. Choose another status or workflow, or other words."


class HistoryPanel(QWidget):
    """The list with its filter and its buttons.

    Signals:
        open_requested: Id of a run to show on the canvas.
        again_requested: Id of a run to run again with the same input.
        compare_requested: Ids of two runs, the older one first.
        export_requested: Id of a run, and "run" or "har".
        deleted: Runs were deleted.
    """

    open_requested = Signal(int)
    again_requested = Signal(int)
    compare_requested = Signal(int, int)
    export_requested = Signal(int, str)
    deleted = Signal()

    def __init__(
        self, desk: HistoryDesk, look: Look, workspace: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workspace = workspace
        self.rows = RunRows(desk, look, self)
        self.status = QComboBox(self)
        self.flow = QComboBox(self)
        self.text = QLineEdit(self)
        self.table = QTableView(self)
        self.nothing = QLabel(tr(EMPTY), self, wordWrap=True)
        self.open = QPushButton(tr("Open"), self)
        self.again = QPushButton(tr("Run again"), self)
        self.compare = QPushButton(tr("Compare"), self)
        self.export = QPushButton(tr("Export"), self)
        self.delete = QPushButton(tr("Delete"), self)
        self.crumb = RowsCrumb(self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._kept: tuple[int, ...] = ()
        self._fill_filter()
        self._lay_out(look)
        self._connect()
        self._want()
        self._ask_flows()
        self._enable()

    def _fill_filter(self) -> None:
        self.status.addItem(tr("Any status"), "")
        for status in STATUSES:
            self.status.addItem(tr(status).capitalize(), status)
        self.flow.addItem(tr("All workflows"), "")
        name_choice(self.status, tr("Status of the runs"))
        name_choice(self.flow, tr("Workflow of the runs"))
        self.text.setAccessibleName(tr("Words in the runs"))
        self.text.setPlaceholderText(tr("Find in names, environments and errors…"))
        self.text.setClearButtonEnabled(True)

    def _lay_out(self, look: Look) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setAccessibleName(tr("Past runs"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, look.scaled(width))
        self.nothing.setProperty("muted", True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        above = QHBoxLayout()
        below = QHBoxLayout()
        above.addWidget(self.status)
        above.addWidget(self.flow)
        above.addWidget(self.text, 1)
        for button in (self.open, self.again, self.compare, self.export):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.delete)
        self.delete.setProperty("danger", True)
        rows = QVBoxLayout(self)
        rows.addWidget(self.crumb)
        rows.addLayout(above)
        rows.addWidget(self.nothing)
        rows.addWidget(table, 1)
        rows.addLayout(below)

    def _connect(self) -> None:
        self.crumb.left.connect(lambda: self.show_rows(None))
        self._typing.timeout.connect(self._want)
        self.text.textChanged.connect(self._typing.start)
        self.status.currentIndexChanged.connect(self._want)
        self.flow.currentIndexChanged.connect(self._want)
        self.rows.modelAboutToBeReset.connect(self._keep_selection)
        self.rows.modelReset.connect(self._restore_selection)
        self.rows.loaded.connect(self._show_whether_empty)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.activated.connect(lambda _: self._open())
        self._desk.changed.connect(self.rows.refresh)
        self._desk.changed.connect(self._ask_flows)
        self.open.clicked.connect(self._open)
        self.again.clicked.connect(self._run_again)
        self.compare.clicked.connect(self._compare)
        self.delete.clicked.connect(self._delete)
        menu = QMenu(self.export)
        menu.addAction(tr("As a file with everything…")).triggered.connect(
            lambda: self._export("run")
        )
        menu.addAction(tr("As HTTP Archive (HAR)…")).triggered.connect(lambda: self._export("har"))
        self.export.setMenu(menu)
        self.open.setToolTip(tr("Show the run on the canvas; of a data-driven run list its rows"))
        self.again.setToolTip(tr("Run the workflow as it is now with the same input"))
        self.compare.setToolTip(tr("Select two runs to see what differs, step by step"))
        self.export.setToolTip(tr("Write the run to a file, without secrets"))

    def wanted(self) -> Wanted:
        """What the filter asks for."""
        return Wanted(
            status=self.status.currentData() or "",
            flow=self.flow.currentData() or "",
            workspace=self._workspace,
            text=self.text.text().strip(),
            parent=0 if self.crumb.of is None else self.crumb.of.id,
        )

    def show_rows(self, run: RunEntry | None) -> None:
        """List the rows of a data-driven run that are kept; None for all runs again."""
        self.crumb.show_run(run)
        self.flow.setVisible(run is None)
        for choice in (self.status, self.flow):
            choice.setCurrentIndex(0)
        self.text.clear()
        self._want()
        self.table.setFocus()

    def selected(self) -> tuple[RunEntry, ...]:
        """The runs that are selected, the oldest first."""
        rows = self.table.selectionModel().selectedRows()
        return tuple(sorted((self.rows.entry(i.row()) for i in rows), key=lambda entry: entry.id))

    def _want(self) -> None:
        self.rows.want(self.wanted())

    def _ask_flows(self) -> None:
        workspace = self._workspace

        def question(history: History) -> tuple[str, ...]:
            return history.flows(workspace)

        self._desk.ask(question, self._show_flows, self)

    def _show_flows(self, names: tuple[str, ...]) -> None:
        there = [self.flow.itemData(row) for row in range(1, self.flow.count())]
        if there == list(names):
            return
        chosen = self.flow.currentData()
        self.flow.blockSignals(True)
        while self.flow.count() > 1:
            self.flow.removeItem(1)
        for name in names:
            self.flow.addItem(shown_name(name), name)
        self.flow.setCurrentIndex(max(0, self.flow.findData(chosen)))
        self.flow.blockSignals(False)

    def _keep_selection(self) -> None:
        self._kept = tuple(entry.id for entry in self.selected())

    def _restore_selection(self) -> None:
        flags = QItemSelectionModel.SelectionFlag
        for run in self._kept:
            row = self.rows.row_of(run)
            if row is not None:
                index = self.rows.index(row, 0)
                self.table.selectionModel().select(index, flags.Select | flags.Rows)
        self._enable()

    def _show_whether_empty(self) -> None:
        is_empty = self.rows.rowCount() == 0
        wanted = self.wanted()
        is_any = wanted == Wanted(workspace=self._workspace, parent=wanted.parent)
        words = tr(NO_ROWS) if wanted.parent else tr(EMPTY)
        self.nothing.setText(words if is_any else tr(NOTHING))
        self.nothing.setVisible(is_empty)

    def _enable(self) -> None:
        chosen = self.selected()
        count = len(chosen)
        is_data = any(entry.data for entry in chosen)
        for button in (self.open, self.again):
            button.setEnabled(count == 1)
        self.export.setEnabled(count == 1 and not is_data)
        self.compare.setEnabled(count == 2 and not is_data)
        self.delete.setEnabled(count > 0)

    def _open(self) -> None:
        if len(self.selected()) != 1:
            return
        entry = self.selected()[0]
        if entry.data:
            self.show_rows(entry)
        else:
            self.open_requested.emit(entry.id)

    def _run_again(self) -> None:
        self.again_requested.emit(self.selected()[0].id)

    def _compare(self) -> None:
        older, newer = self.selected()
        self.compare_requested.emit(older.id, newer.id)

    def _export(self, kind: str) -> None:
        self.export_requested.emit(self.selected()[0].id, kind)

    def _delete(self) -> None:
        runs = tuple(entry.id for entry in self.selected())

        def question(history: History) -> None:
            for run in runs:
                history.delete(run)

        self._desk.ask(question, lambda _: self._deleted(), self)

    def _deleted(self) -> None:
        self.rows.refresh()
        self.deleted.emit()
