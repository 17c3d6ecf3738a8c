"""What is dropped on the window: each has a result that can be seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from builder import examples
from builder.http.fields import RequestFields
from builder.model.workflow import walk
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)

CURL = "curl https://api.example.com/items -H 'Accept: text/plain'"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    examples.install(tmp_path / "example")
    return tmp_path / "example"


def drop(user: User, *paths: Path, text: str = "") -> None:
    """Let go of files or of a text over the window."""
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        data.setText(text)
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(20, 20), copy, data, left, none)
    QApplication.sendEvent(user.window, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(20, 20), copy, data, left, none)
        QApplication.sendEvent(user.window, event)


def said(user: User) -> str:
    return "\n".join(user.window.notices.texts())


def test_workflows_are_opened(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.json"
    plain.write_bytes((example / "webhook.flow.json").read_bytes())

    async def scenario(user: User) -> None:
        drop(user, example / "see-errors.flow.json", example / "webhook.flow.json")
        assert user.tab.document.name == "webhook"
        assert len(user.window.desk.tabs) == 3
        drop(user, plain)
        assert user.tab.document.path == plain

    use(qapp, data_folder, example, scenario)


def test_a_folder_is_offered_as_workspace(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    examples.install(other)

    async def scenario(user: User) -> None:
        drop(user, example)
        assert "open already" in said(user)
        drop(user, other)
        assert "“other”" in said(user)
        line = user.window.notices._shown["dropped"]
        button = next(b for b in line.children() if getattr(b, "text", str)() == "Open workspace")
        user.click(button)
        await user.until(lambda: user.window.workspace.folder == other)

    use(qapp, data_folder, example, scenario)


@pytest.mark.parametrize("as_file", [False, True])
def test_a_curl_command_becomes_a_request(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path, as_file: bool
) -> None:
    file = tmp_path / "request.sh"
    file.write_text(CURL)

    async def scenario(user: User) -> None:
        before = len(tuple(walk(user.tab.document.workflow)))
        if as_file:
            drop(user, file)
        else:
            drop(user, text=CURL)
        steps = tuple(walk(user.tab.document.workflow))
        assert len(steps) == before + 1
        made = next(step for step in steps if step.number == user.tab.document.current)
        assert isinstance(made, RequestFields)
        assert made.url == "https://api.example.com/items"
        assert "1 step was added." in said(user)

    use(qapp, data_folder, example, scenario)


def test_an_api_description_becomes_a_connection(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "api.json"
    document = {
        "openapi": "3.0.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example.com/v1"}],
        "paths": {"/items": {"get": {"responses": {"200": {"description": "ok"}}}}},
    }
    file.write_text(json.dumps(document))

    async def scenario(user: User) -> None:
        drop(user, file)
        connections = user.window.environments.connections
        await user.until(lambda: "Shop" in connections.all)
        assert connections.all["Shop"].base_url == "https://shop.example.com/v1"

    use(qapp, data_folder, example, scenario)


def test_rubbish_is_said_to_be_none(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path
) -> None:
    files = {
        "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0",
        "invalid.txt": b"\xff\xfe\xfa" * 100,
        "nested.json": b"[" * 200_000,
        "empty.json": b"",
        "words.txt": b"Nothing in particular",
        "broken.yaml": b"openapi: [",
        "<b>bold</b>.txt": b"?",
    }
    for name, content in files.items():
        if "/" not in name:
            (tmp_path / name).write_bytes(content)

    async def scenario(user: User) -> None:
        before = user.tab.document.workflow
        for name in files:
            if "/" in name or name == "broken.yaml":
                continue
            user.window.notices.clear("dropped")
            drop(user, tmp_path / name)
            assert name in said(user)
        user.window.notices.clear("dropped")
        drop(user, tmp_path / "gone.flow.json")
        assert "gone.flow.json" in said(user)
        user.window.notices.clear("dropped")
        data = QMimeData()
        data.setData("text/uri-list", b"file://%ff\xff\nhttp://[::1\n")
        user.window.late.dropping.take(data)
        assert "workspace?" not in said(user), "the folder that the program was started in"
        drop(user, text="some words")
        assert "nothing that can be used" in said(user)
        drop(user, *(tmp_path / f"{n}.txt" for n in range(30)))
        assert "10 more files were left out." in said(user)
        drop(user, tmp_path / "broken.yaml")
        panel = user.window.right.connection_panel
        await user.until(lambda: panel.header.fault.text())
        assert not any("Reading" in text for text in user.window.notices.texts())
        assert user.tab.document.workflow is before

    use(qapp, data_folder, example, scenario)
