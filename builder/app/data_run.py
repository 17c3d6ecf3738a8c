"""“Run with data…”: the window of a workflow's data-driven runs."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout

from builder.app.data_run_session import DataRunSession
from builder.app.enter_key import leave_enter_to_fields
from builder.app.history_opening import show_run
from builder.app.window import Window
from builder.document.history_run import PastEvents, read_run
from builder.engine.protocol import DataRun, RowsBegan, RowsSeen
from builder.engine.rows import data_file
from builder.engine.rows.journal_file import JournalError, finished_rows, row_at
from builder.engine.rows.row import RowsError
from builder.exchange.reports.csv_report import ROW_COLUMNS, Table, row_cells
from builder.history.about import row_key
from builder.history.history import History
from builder.look.language import tr
from builder.model.row_events import RowsFinished
from builder.panels.data_run import DataRunPanel
from builder.panels.data_run_choice import PREVIEWED
from builder.storage.file_problem import FileProblem
from builder.storage.streamed_file import StreamedFile
from builder.storage.userdata import UserData

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab

_FRAME = 60
"""Pixels of height that the frame of a window may take."""


class DataRunWindow(QDialog):
    """Stays open while other things are done. Closing hides it; what runs goes on.

    Args:
        tab: The open workflow.
        data: The user's data folder.
        session: What runs the rows; its owner closes it.
    """

    def __init__(self, tab: FlowTab, data: UserData, session: DataRunSession) -> None:
        super().__init__(tab)
        self._tab = tab
        self._data = data
        self._session = session
        self._tasks: set[asyncio.Task[None]] = set()
        self._journal: Path | None = None
        self._history_key = ""
        self.setModal(False)
        room = self.screen().availableSize()
        self.resize(min(860, room.width()), min(720, room.height() - _FRAME))
        self.panel = DataRunPanel(tab.look, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        leave_enter_to_fields(self)
        self._connect()

    def _connect(self) -> None:
        panel, session = self.panel, self._session
        panel.choice.browse_requested.connect(self._browse)
        panel.choice.path_changed.connect(self._preview)
        panel.start_requested.connect(self._start)
        panel.stop_requested.connect(session.stop)
        panel.export_requested.connect(self._export)
        panel.row_requested.connect(self._open_row)
        session.warned.connect(lambda words: panel.say(words, "warning"))
        session.began.connect(self._began)
        session.seen.connect(self._seen)
        session.ended.connect(self._ended)

    def open_now(self) -> None:
        """Show the window in front."""
        self.setWindowTitle(tr("Run “{name}” with data", name=self._tab.document.name))
        self.show()
        self.raise_()
        self.activateWindow()

    def choose(self, path: Path) -> None:
        """Take a file and show its first rows."""
        self.panel.choice.path.setText(str(path))
        self._preview()

    def _browse(self) -> None:
        folder = str(self._tab.document.path.parent if self._tab.document.path else Path.home())
        kinds = " ".join(f"*{ending}" for ending in data_file.READERS)
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose data"), folder, tr("Data ({kinds})", kinds=kinds)
        )
        if chosen:
            self.choose(Path(chosen))

    def _preview(self) -> None:
        path = self.panel.choice.choice.path
        if path is not None:
            self._spawn(self._show_preview(path))

    async def _show_preview(self, path: Path) -> None:
        form = self.panel.choice
        try:
            rows = await asyncio.to_thread(data_file.preview, path, PREVIEWED)
        except RowsError as problem:
            form.show_rows(())
            form.say(str(problem), "error")
            return
        form.show_rows(rows)
        form.say(tr("The first rows; the whole file is checked before anything is sent."), "")

    def _start(self, resume: bool) -> None:
        choice = self.panel.choice.choice
        if choice.path is None:
            self.panel.choice.say(tr("Choose a file first."), "error")
            return
        workflow = self._tab.document.workflow
        if not self._tab.environments.permit(workflow, lambda: self._start(resume)):
            return
        self._tab.document.end_merge()
        data = DataRun(
            path=str(choice.path.absolute()),
            at_once=choice.at_once,
            per_second=choice.per_second,
            bail=choice.bail,
            resume=resume,
            journals=str(self._data.rows),
        )
        document = self._tab.document
        around = self._tab.environments.surroundings()
        path = self._tab.runner.flow_path
        if self._session.start(document.workflow, around, data, document.name, path):
            self.panel.set_running(True)
            self.panel.show_reading()

    def _began(self, message: RowsBegan) -> None:
        self._journal = Path(message.journal)
        self._history_key = message.history
        self.panel.model.begin(partial(row_at, self._journal))
        self.panel.show_start(message.started)

    def _seen(self, message: RowsSeen) -> None:
        self.panel.model.add(message.rows)
        self.panel.show_progress()

    def _ended(self, finished: RowsFinished) -> None:
        self.panel.show_end(finished)

    def _open_row(self, row: int) -> None:
        """Show the run of a row on the canvas, behind this window."""
        desk = self._tab.below.history
        if desk is not None and self._history_key:
            question = partial(_read_row, row_key(self._history_key, row))
            desk().ask(question, partial(self._show_row, row), self)

    def _show_row(self, row: int, found: PastEvents | None) -> None:
        if found is None:
            words = tr(
                "Of row {row:,} only the result is kept. The steps are kept of the first 100 rows "
                "and of up to 1,000 that failed.",
                row=row,
            )
            self.panel.add_detail(words)
            return
        window = self._tab.window()
        if isinstance(window, Window):
            show_run(window, found)

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export the table"), "results.csv")
        if chosen and self._journal is not None:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the table to a file, in the background."""
        if self._journal is not None:
            self._spawn(self._write(self._journal, path))

    async def _write(self, journal: Path, path: Path) -> None:
        try:
            await asyncio.to_thread(write_table, journal, path)
        except (FileProblem, JournalError, OSError) as problem:
            self.panel.say(tr("The table cannot be saved: {problem}", problem=problem), "error")
            return
        self.panel.say(tr("The table was saved as {path}.", path=path))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _read_row(key: str, history: History) -> PastEvents | None:
    run = history.find(key)
    return None if run is None else read_run(history, run)


def write_table(journal: Path, path: Path) -> None:
    """Write the finished rows of a journal as CSV.

    Raises:
        FileProblem: The file cannot be written.
        JournalError: The journal is none.
        OSError: It cannot be read.
    """
    file = StreamedFile(path)
    try:
        table = Table(file.write, ROW_COLUMNS)
        for result in finished_rows(journal):
            table.add(row_cells(result))
        file.close()
    finally:
        file.discard()
