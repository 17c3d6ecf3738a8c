"""Bodies too large to be read in the window, and those that cannot be read."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from builder.viewer.body_pages import Mode
from tests.support.bodies import (
    exchange,
    finished,
    shown_text,
    shown_view,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(qtbot):
    shown = shown_view(qtbot)
    yield shown
    shown.helper.end()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "body"
    people = [{"id": n, "name": f"somebody {n}"} for n in range(30_000)]
    file.write_bytes(json.dumps({"people": people, "price": 1}).encode())
    return file


def test_a_large_body_is_pretty_at_once_and_whole_soon(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    rows = view.body.pages.view.rows
    assert rows.text(3) == '      "id": 0,'
    assert rows.count < 20_000
    view.body.pages.view.verticalScrollBar().setValue(1000)
    qtbot.waitUntil(lambda: view.body.pages.view.rows.count > 100_000, timeout=20_000)
    assert view.body.pages.view.verticalScrollBar().value() == 1000
    assert view.body.pages.view.rows.text(view.body.pages.view.rows.count - 1) == "}"


def test_a_large_tree_comes_from_the_helper_process(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    view.body.set_mode(Mode.TREE)
    model = view.body.pages.tree.model()
    root = model.index(0, 0)
    qtbot.waitUntil(lambda: model.rowCount(root) == 2, timeout=20_000)
    people = model.index(0, 0, root)
    view.body.pages.tree.expand(people)
    qtbot.waitUntil(lambda: model.rowCount(people) == 60, timeout=20_000)
    view.body.pages.tree.setCurrentIndex(model.index(1, 0, root))
    view.body.pages.tree.copy_value()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "1", timeout=5000)


def test_a_helper_process_that_dies_is_named_and_started_anew(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    process = view.helper._running.process
    assert process is not None
    process.kill()
    qtbot.waitUntil(lambda: "helper process ended" in view.notice.text, timeout=5000)
    assert view.body.mode is Mode.RAW
    view.body.set_mode(Mode.TREE)
    model = view.body.pages.tree.model()
    qtbot.waitUntil(lambda: model.rowCount(model.index(0, 0)) == 2, timeout=20_000)


def test_a_body_that_is_gone_is_named(view, tmp_path) -> None:
    gone = str(tmp_path / "gone")
    view.show_step(finished(exchange(path=gone, media_type="application/json")))
    assert "cannot be read any more" in view.notice.text
    assert view.body.pages.nothing.isVisible()


def test_a_large_output_is_shown_without_what_the_run_keeps_beside_it(
    view, qtbot, tmp_path
) -> None:
    file = tmp_path / "output"
    file.write_bytes(b'{"output":{"rows":[1,2.50]},"file":null}')
    view.show_step(finished(sample={"rows": "…"}, sample_shortened=True, output_path=str(file)))
    qtbot.waitUntil(lambda: shown_text(view).startswith("{"), timeout=10_000)
    assert shown_text(view) == '{\n  "rows": [\n    1,\n    2.50\n  ]\n}'


def test_large_text_in_another_charset_is_read_beside_the_window(view, qtbot, tmp_path) -> None:
    file = tmp_path / "body"
    rows = [{"name": f"é {n}"} for n in range(20_000)]
    file.write_bytes(json.dumps(rows, ensure_ascii=False).encode("utf-16"))
    view.show_step(finished(exchange(path=str(file), media_type="application/json")))
    qtbot.waitUntil(lambda: '"name": "é 0"' in view.body.pages.view.rows.text(2), timeout=10_000)


def test_what_is_nested_too_deep_is_shown_as_text(view, qtbot, tmp_path) -> None:
    file = tmp_path / "deep"
    file.write_bytes(b"[" * 100_000 + b"]" * 100_000)
    view.show_step(finished(exchange(path=str(file), media_type="application/json")))
    qtbot.waitUntil(lambda: "too deep" in view.notice.text, timeout=20_000)
    assert view.body.mode is Mode.RAW
    view.body.set_mode(Mode.TREE)
    assert "too deep" in view.notice.text
