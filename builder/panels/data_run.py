"""A data-driven run: what to run above, how far it is and what came of each row below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from builder.exchange.reports.facts import value_text, visible
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.json_text import JsonError, pretty
from builder.model.row_events import RowFinished, RowsFinished, RowsStarted
from builder.panels.data_run_choice import DataChoiceForm
from builder.panels.data_run_results import ResultsModel

_LONGEST_DETAIL = 100_000


class DataRunPanel(QWidget):
    """The fields, the buttons and the table of results.

    Signals:
        start_requested: Run all rows; True to go on with an interrupted run instead.
        stop_requested: Stop.
        export_requested: Save the table.
        row_requested: Show the run of this row.
    """

    start_requested = Signal(bool)
    stop_requested = Signal()
    export_requested = Signal()
    row_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = DataChoiceForm()
        self.start = QPushButton(tr("Start"))
        self.start.setProperty("primary", True)
        self.resume = QPushButton(tr("Resume"))
        self.resume.setToolTip(tr("Go on with an interrupted run; finished rows are not repeated"))
        self.stop = QPushButton(tr("Stop"))
        self.stop.setProperty("danger", True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("Rows done"))
        self.said = QLabel(tr("No rows have been run yet."), wordWrap=True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.only_failed = QPushButton(tr("Failed only"))
        self.only_failed.setCheckable(True)
        self.export = QPushButton(tr("Export as CSV…"))
        self.model = ResultsModel(look, row_words, self)
        self.table = QTableView()
        self.detail = QPlainTextEdit(readOnly=True)
        self.detail.setProperty("code", True)
        self.detail.setAccessibleName(tr("Result of the chosen row"))
        self.detail.setPlaceholderText(tr("Choose a row to see its whole result or error."))
        self._total = 0
        self._arrange()
        self._connect()
        self.set_running(False)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        for widget in (self.start, self.resume, self.stop):
            buttons.addWidget(widget)
        buttons.addWidget(self.bar, 1)
        beside = QHBoxLayout()
        beside.addWidget(self.said, 1)
        beside.addWidget(self.only_failed)
        beside.addWidget(self.export)
        below = QSplitter(Qt.Orientation.Vertical)
        below.addWidget(self.table)
        below.addWidget(self.detail)
        below.setSizes([300, 90])
        below.setChildrenCollapsible(False)
        self._arrange_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.choice, 2)
        column.addLayout(buttons)
        column.addLayout(beside)
        column.addWidget(below, 5)

    def _arrange_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("plain", True)
        table.setAccessibleName(tr("Results of the rows"))
        table.setToolTip(tr("A click or Enter shows the run of a row on the canvas"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        # Rows of one height: nobody measures a million of them.
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(26)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate((80, 100, 90)):
            table.setColumnWidth(column, width)

    def _connect(self) -> None:
        self.start.clicked.connect(lambda: self.start_requested.emit(False))
        self.resume.clicked.connect(lambda: self.start_requested.emit(True))
        self.stop.clicked.connect(self.stop_requested)
        self.export.clicked.connect(self.export_requested)
        self.only_failed.toggled.connect(self.model.show_failed)
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        self.table.clicked.connect(self._request_row)
        self.table.activated.connect(self._request_row)

    def set_running(self, running: bool) -> None:
        """Enable what is possible."""
        self.choice.setEnabled(not running)
        self.start.setEnabled(not running)
        self.resume.setEnabled(not running)
        self.stop.setEnabled(running)
        self.export.setEnabled(not running and self.model.total > 0)

    def show_reading(self) -> None:
        """The file is being read."""
        self.bar.setRange(0, 0)
        self.say(tr("Reading the data…"))
        self.detail.clear()

    def show_start(self, event: RowsStarted) -> None:
        """The data was read."""
        self._total = event.total
        self.bar.setRange(0, max(1, event.total))
        self.show_progress()

    def show_progress(self) -> None:
        """Say how many rows are done."""
        self.bar.setValue(min(self.model.total, self.bar.maximum()))
        self.say(_progress(self.model.total, self._total, self.model.failed))

    def show_end(self, event: RowsFinished) -> None:
        """The run is over."""
        self.bar.setRange(0, max(1, self._total))
        self.bar.setValue(min(self.model.total, self.bar.maximum()))
        words = end_words(event, self.model.total, self._total)
        self.say(words, "error" if event.error is not None else "")
        self.set_running(False)

    def say(self, words: str, tone: str = "") -> None:
        """Show a sentence above the table."""
        self.said.setText(words)
        self.said.setProperty("tone", tone or None)
        self.said.style().polish(self.said)

    def add_detail(self, words: str) -> None:
        """Say something more about the chosen row."""
        self.detail.appendPlainText(words)

    def _request_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_requested.emit(self.model.row(index.row()))

    def _show_detail(self, current: QModelIndex) -> None:
        result = self.model.result(current.row()) if current.isValid() else None
        self.detail.setPlainText("" if result is None else detail_text(result))


def row_words(result: RowFinished) -> str:
    """What came of a row, on one line: its Response value, or its error."""
    if result.error is None:
        return visible(value_text(result.result))
    place = f"{tr('step {n}', n=result.step)}: " if result.step else ""
    return visible(" ".join(f"{place}{result.error.message}".split()))


def detail_text(result: RowFinished) -> str:
    """The whole of what came of a row."""
    head = tr("Row {row:,}, line {line:,} of the data", row=result.row, line=result.line)
    status = tr(result.status)
    if result.error is not None:
        place = f" {tr('in step {n}', n=result.step)}" if result.step else ""
        return f"{head}: {status}{place}\n{visible(result.error.message)}"
    try:
        text = pretty(result.result)
    except JsonError as error:
        text = str(error)
    return f"{head}: {status}\n{visible(text)[:_LONGEST_DETAIL]}"


def end_words(event: RowsFinished, done: int, total: int) -> str:
    """How a run ended, in a sentence."""
    if event.error is not None:
        return event.error.message
    failed = event.counts.get("failed", 0)
    words = _progress(done, total, failed)
    if event.status == "cancelled":
        return tr("Stopped: {words}. Resume goes on with the others.", words=words)
    return f"{tr(event.status).capitalize()}: {words}."


def _progress(done: int, total: int, failed: int) -> str:
    words = tr("{n:,} of {total:,} rows", n=done, total=total)
    return tr("{words}, {n:,} failed", words=words, n=failed) if failed else words
