"""Secrets are planted everywhere; all that the program says or writes is searched for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from builder.app.preview_window import PreviewWindow
from builder.engine.bodies import IN_MEMORY
from builder.viewer.body_pages import Mode
from tests.support.leaky import ENVIRONMENT, LARGE, TRACE, leaky
from tests.support.markers import ALL, ISSUED, KEPT, VARIABLES, found_in, spellings
from tests.support.painted import shown
from tests.support.places import PLACES, Evidence, Place, gathered
from tests.support.program import User, use
from tests.support.running import files_in

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    root = tmp_path_factory.mktemp("leaky")
    (root / "aside").mkdir()
    with leaky(root / "work") as made:
        yield gathered(made, root / "data", root / "aside")


def test_the_secrets_were_really_sent(evidence: Evidence) -> None:
    """Or else there would be nothing to find."""
    seen = evidence.leaky.server.seen
    sent = "\n".join(
        f"{s.target}\n{s.headers}\n{s.body.decode('utf-8', 'replace')}" for s in seen
    ).encode()
    missing = {"proxy", "certificate", "kept key", *ISSUED}
    for name in {*VARIABLES, *KEPT} - missing:
        assert any(form.encode() in sent for form in spellings(ALL[name])), name
    assert ISSUED["access"].encode() in sent


def test_the_search_finds_what_is_there() -> None:
    for name, value in ALL.items():
        for form in spellings(value):
            assert any(found.startswith(name) for found in found_in(f"x{form}y".encode())), form


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_secret_shows(evidence: Evidence, place: Place) -> None:
    shown = place.shows(evidence)
    assert place.trace.encode() in shown
    assert found_in(shown, place.allowed) == []


def test_the_window_shows_no_secret(
    qapp: QApplication, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a run: every step in front, every tab of its panel and of its response, its preview.

    Large bodies in every way they can be looked at, searched, copied and saved.
    """
    seen: dict[str, bytes] = {}
    chosen = (str(tmp_path / "saved"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)

    async def scenario(user: User) -> None:
        environments = user.window.environments
        environments.choose(ENVIRONMENT)
        for name, value in VARIABLES.items():
            environments.set_secret(ENVIRONMENT, name, value)
        user.window.resize(1600, 1200)
        for path in (*made.paths[1:12:4], made.path):
            user.window.desk.open(path)
            await user.settle()
            made.forget()
            user.window.actions_by_name["test_workflow"].trigger()
            await user.settle()
            seen[f"{path.name}, started"] = shown()
            if not environments.trusted:
                box = user.window.findChild(QMessageBox)
                user.click(next(b for b in box.buttons() if "Trust" in b.text()))
                await user.until(lambda: environments.trusted)
                await user.settle()
            await user.ran()
            for step in user.tab.document.workflow.steps:
                name = f"{path.name} {step.number}"
                seen.update(await looked_at(user, name, step.number))
                if step.kind == "function" or getattr(step, "url", "").endswith(LARGE):
                    seen.update(await looked_into(user, name, tmp_path / "saved"))

    with leaky(tmp_path / "work") as made:
        use(qapp, data_folder, made.folder, scenario, seconds=150)
        files = b"\n".join(file.read_bytes() for file in files_in(made.folder))
    assert TRACE.encode() in b"".join(seen.values())
    assert {where: found for where, data in seen.items() if (found := found_in(data))} == {}
    assert found_in(files, KEPT) == []
    assert found_in(b"\n".join(file.read_bytes() for file in files_in(data_folder))) == []


async def looked_at(user: User, name: str, number: int) -> dict[str, bytes]:
    """All that can be seen of a step: its panel and its response, tab by tab, and its preview."""
    user.tab.show_step(number)
    await user.settle(0.02)
    seen = {}
    form, viewer = user.tab.step_panel.form, user.tab.below.viewer
    for at in range(viewer.tabs.count()):
        viewer.tabs.setCurrentIndex(at)
        if form is not None and at < form.tabs.count():
            form.show_tab(at)
        await user.settle(0.02)
        seen[f"{name}, tab {at}"] = shown()
    viewer.tabs.setCurrentIndex(0)
    user.tab.step_panel.preview_requested.emit(number)
    await user.settle(0.02)
    seen[f"{name}, preview"] = shown()
    for window in user.tab.findChildren(PreviewWindow):
        window.close()
    return seen


async def looked_into(user: User, name: str, target: Path) -> dict[str, bytes]:
    """A large body in every mode, with a search in it, copied as a whole, and as it is saved."""
    viewer = user.tab.below.viewer
    viewer.tabs.setCurrentIndex(0)
    tab, seen = viewer.body, {}
    modes = [mode for at, mode in enumerate(Mode) if tab.bar.modes.model().item(at).isEnabled()]
    for mode in modes:
        tab.set_mode(mode)
        await user.settle(0.4)  # the helper process may have to begin
        assert tab.mode is mode
        seen[f"{name}, {mode}"] = data = shown()
        if mode is not Mode.HEX:  # its rows hold a few letters each
            assert TRACE.encode() in data, f"{name}, {mode}"
        if tab.search.isEnabled():
            tab.search.field.setText("mk")
            await user.settle(0.1)
            seen[f"{name}, {mode}, found"] = shown() + bytes(tab.pages.view.rows.data[:])
            tab.search.field.clear()
            tab.pages.view.select_all()
            tab.pages.view.copy()
            seen[f"{name}, {mode}, copied"] = QApplication.clipboard().text().encode()
    tab.save()
    await user.until(target.exists)
    await user.settle(0.2)
    seen[f"{name}, saved"] = taken(target)
    viewer.helper.end()
    return seen


def taken(file: Path) -> bytes:
    """The large body in a file, which is there no more then."""
    saved = file.read_bytes()
    assert TRACE.encode() in saved
    assert len(saved) > IN_MEMORY
    file.unlink()
    return saved
