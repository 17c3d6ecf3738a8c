"""Names and answers that look like HTML, hide characters or turn the direction of what is read."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QTabBar,
    QWidget,
)

from builder.model.environment import Environment, Variable
from builder.model.workflow import Workflow
from builder.steps import Conditional, Delay, EventTrigger, FanOut, Function, Request
from builder.storage.files import write_environment, write_flow
from tests.support.program import User, use
from tests.support.servers import Answer, Recorder, recorder

pytestmark = pytest.mark.timeout(120)

BAD = '<img src="x.png">R&D\u202egnp'
FAILING = f"function yourFunction() {{ console.log('{BAD}'); throw new Error('{BAD}') }}"
FILE = BAD.replace('"', "'")
TURN = "\u202e"
POLISHED = Qt.WidgetAttribute.WA_WState_Polished
ACTIONS = ("commands", "search", "where_used", "history", "problems", "compare_versions")


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as server:
        headers = [("Content-Type", "application/json"), ("X-Html", '<img src="x.png">R&D')]
        headers.append(("Set-Cookie", 'c=<img src="x.png">R&D'))
        body = json.dumps({BAD: BAD, "items": [{BAD: BAD}, {"id": BAD}]}, ensure_ascii=False)
        server.answers["/"] = Answer(200, headers, body.encode())
        yield server


@pytest.fixture
def folder(tmp_path: Path, server: Recorder) -> Path:
    folder = tmp_path / FILE
    folder.mkdir()
    url = f"{server.url}/"
    headers = ({"key": "X-A", "value": "<img src=x>R&D"},)
    inner = Request(number=4, name=BAD, url=url + "{{3.instance}}")
    steps = (
        Request(number=2, name=BAD, note=BAD, url=url, headers=headers),
        FanOut(number=3, name=BAD, array="{{2.response.body.items}}", each=(inner,)),
        Conditional(number=5, name=BAD, enabled=False, yes=(Delay(number=6, name=BAD),)),
        Function(number=7, name=BAD, code=FAILING),
    )
    write_flow(folder / f"{FILE}.flow.json", Workflow(trigger=EventTrigger(), steps=steps))
    (folder / "environments").mkdir()
    variables = (Variable(name="host", value=BAD), Variable(name=BAD, value=BAD))
    environment = Environment(variables=variables)
    write_environment(folder / "environments" / f"{FILE}.env.json", environment)
    return folder


def items(model: QAbstractItemModel, parent: QModelIndex, depth: int = 0) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(parent), 50)):
        if isinstance(model, QAbstractListModel):
            yield model.index(row, 0, parent)
            continue
        yield from (model.index(row, at, parent) for at in range(model.columnCount(parent)))
        if depth < 4:
            yield from items(model, model.index(row, 0, parent), depth + 1)


def model_texts(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    for index in items(model, view.rootIndex()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = index.data(role)
            if isinstance(said, str):
                yield role.name, said


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget shows, each with where it stands."""
    yield "tooltip", widget.toolTip()
    yield "title", widget.windowTitle() if widget.isWindow() else ""
    if isinstance(widget, QLabel):
        yield "label", widget.text()
    elif isinstance(widget, QAbstractButton):
        yield "button", widget.text()
    elif isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(index)) for index in range(widget.count()))
        yield from (("tooltip", widget.tabToolTip(index)) for index in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(index)) for index in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from model_texts(widget)
    elif isinstance(widget, QMenu):
        yield "menu", widget.title()
    for action in widget.actions():
        if isinstance(action, QAction):
            yield "menu", action.text()


def faults(widget: QWidget) -> Iterator[str]:
    """What is wrong with how a widget shows the bad text."""
    where = f"{type(widget).__name__} {widget.accessibleName()!r}"
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield f"{where}: not plain text"
    for place, text in texts(widget):
        if TURN in text:
            yield f"{where}: {place} turns the direction: {text[:80]!r}"
        is_mnemonic = place in ("button", "tab", "menu")
        if is_mnemonic and "R&D" in text:
            yield f"{where}: {place} takes & for a shortcut: {text[:80]!r}"


def wrong(around: QWidget | None = None) -> set[str]:
    all_of_them = QApplication.allWidgets() if around is None else around.findChildren(QWidget)
    shown = (w for w in all_of_them if w.testAttribute(POLISHED))
    return {fault for widget in shown for fault in faults(widget)}


def test_what_looks_like_html_or_turns_text_is_shown_as_it_is(
    qapp: QApplication, data_folder: Path, folder: Path
) -> None:
    found: set[str] = set()

    async def scenario(user: User) -> None:
        window = user.window
        await user.settle(0.1)
        user.tab.runs.test_workflow()
        await user.ran()
        await user.settle(0.2)
        assert user.tab.runner.session.last.step == 7, "the others succeeded"
        for number in (1, 2, 3, 4, 7):
            user.tab.document.select([number])
            await user.settle(0.05)
            found.update(wrong(window.right))
        for number, tab in itertools.product((2, 7), range(6)):
            user.tab.document.select([number])
            user.tab.below.viewer.tabs.setCurrentIndex(tab)
            await user.settle(0.05)
            found.update(wrong(user.tab.below))
        user.tab.document.select([2])
        for action in ACTIONS:
            window.actions_by_name[action].trigger()
            await user.settle(0.15)
            if action == "search":
                user.type("img")
                await user.settle(0.4)
                found.update(wrong(window.side_bar))
        window.desk.open(folder / "none<img src=x>.flow.json")
        (folder / f"broken{FILE}.flow.json").write_text("{ <img")
        window.desk.open(folder / f"broken{FILE}.flow.json")
        await user.settle(0.1)
        found.update(wrong())

    use(qapp, data_folder, folder, scenario)
    assert not found, "\n".join(sorted(found))
