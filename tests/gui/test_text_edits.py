"""The Edit menu acts on the text that is edited, else on the selected steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from builder import examples
from builder.model.workflow import find
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


def test_cut_and_paste_from_the_menu_edit_the_text_with_the_focus(
    qapp: QApplication, data_folder: Path, tmp_path: Path
) -> None:
    examples.install(tmp_path / "example")

    async def scenario(user: User) -> None:
        actions, document = user.window.actions_by_name, user.tab.document
        document.select([2])
        await user.settle()
        user.tab.step_panel.form.reveal("url")
        await user.settle()
        field = QApplication.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        before = find(document.workflow, 2)
        actions["select_all"].trigger()
        actions["cut"].trigger()
        assert find(document.workflow, 2).url == ""
        actions["paste"].trigger()
        assert find(document.workflow, 2).url == before.url
        actions["select_all"].trigger()
        actions["delete"].trigger()
        assert find(document.workflow, 2).url == ""
        user.tab.canvas.setFocus()
        actions["delete"].trigger()
        assert find(document.workflow, 2) is None
        document.select([])
        assert not actions["where_used"].isEnabled()
        qapp.clipboard().clear()

    use(qapp, data_folder, tmp_path / "example", scenario)
