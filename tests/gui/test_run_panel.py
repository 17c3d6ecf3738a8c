import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

import builder.steps  # noqa: F401
from builder.document.step_state import StepState
from builder.look.theme import Look
from builder.model.events import Failure, Status, StepFinished, StepProgress
from builder.model.workflow import Workflow
from builder.panels.run_list import RunModel, figure
from builder.panels.run_panel import RunPanel, RunProgress, clock_text, requests_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FLOW = Workflow.model_validate(
    {
        "trigger": {"kind": "event", "number": 1, "name": "Trigger"},
        "steps": [
            {"kind": "request", "number": 2, "name": "Get user"},
            {
                "kind": "conditional",
                "number": 3,
                "name": "User exists?",
                "yes": [{"kind": "request", "number": 4, "name": "Notify"}],
                "no": [{"kind": "request", "number": 5, "name": "Create user"}],
            },
        ],
    }
)


def state(status: Status, summary: str = "", started: float = 0.0, duration: float = 0.0):
    """How a step ended."""
    ended = StepFinished(step=9, status=status, summary=summary, duration=duration)
    return StepState(status, started, duration, ended)


STATES = {
    1: state(Status.SUCCEEDED),
    2: state(Status.SUCCEEDED, "200", 0.0, 84.0),
    3: state(Status.SUCCEEDED, "Yes", 0.1, 1.0),
    4: StepState(Status.RUNNING, 0.1, progress=StepProgress(step=4, done=312, total=640)),
}


@pytest.fixture
def panel(qtbot):
    shown = RunPanel(Look(fixed="light"), QLabel("response"))
    qtbot.addWidget(shown)
    shown.resize(800, 300)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def row_centre(panel: RunPanel, row: int):
    return panel.steps.visualRect(panel.steps.steps.index(row, 0)).center()


def test_steps_stand_in_reading_order_and_indented(panel) -> None:
    panel.set_states(FLOW, STATES)
    model = panel.steps.steps
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert [row.data() for row in rows] == [
        "Trigger",
        "Get user",
        "User exists?",
        "Notify",
        "Create user",
    ]
    assert [row.data(RunModel.DEPTH) for row in rows] == [0, 0, 0, 1, 1]
    spoken = rows[3].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Step 4, Notify, running, 312 / 640"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (None, ""),
        (StepState(Status.QUEUED), ""),
        (STATES[2], "84 ms"),
        (STATES[3], "Yes"),
        (STATES[4], "312 / 640"),
        (state(Status.FAILED, "404"), "404"),
        (state(Status.FAILED, "2 failed"), "2 failed"),
        (state(Status.SKIPPED), "skipped"),
        (state(Status.CANCELLED), "stopped"),
    ],
)
def test_the_figure_says_how_far_or_what_came_of_it(found, text: str) -> None:
    assert figure(found) == text


def test_a_step_is_chosen_with_mouse_and_keys(panel, qtbot) -> None:
    panel.set_states(FLOW, STATES)
    with qtbot.waitSignal(panel.step_selected) as chosen:
        QTest.mouseClick(
            panel.steps.viewport(), Qt.MouseButton.LeftButton, pos=row_centre(panel, 1)
        )
    assert chosen.args == [2]
    with qtbot.waitSignal(panel.step_selected) as chosen:
        QTest.keyClick(panel.steps, Qt.Key.Key_Down)
    assert chosen.args == [3]


def test_the_choice_stays_on_its_step_when_the_workflow_changes(panel, qtbot) -> None:
    panel.set_states(FLOW, STATES)
    panel.select(3)
    shorter = FLOW.model_copy(update={"steps": FLOW.steps[1:]})
    panel.set_states(shorter, STATES)
    assert panel.steps.current_number() == 3
    assert panel.steps.currentIndex().row() == 1


def test_the_header_of_a_running_run(panel, qtbot) -> None:
    panel.set_progress(RunProgress(Status.RUNNING, 1.2, 316, 644, estimated=True))
    assert panel.pill.text.startswith("Running · 00:01.")
    assert panel.requests.text() == "316 of ≈ 644 requests"
    assert (panel.bar.value(), panel.bar.maximum()) == (316, 644)
    first = panel.pill.text
    qtbot.waitUntil(lambda: panel.pill.text != first, timeout=3000)
    with qtbot.waitSignal(panel.stop_requested):
        QTest.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert not panel.stop.isEnabled()


def test_the_header_of_a_run_that_ended(panel) -> None:
    panel.set_progress(RunProgress(Status.FAILED, 1.24, 3))
    assert panel.pill.text == "Failed · 1.2 s"
    assert panel.pill.tone == "error"
    assert panel.requests.text() == "3 requests"
    assert not panel.stop.isVisible()
    assert not panel.bar.isVisible()


def test_texts() -> None:
    assert clock_text(0) == "00:00.0"
    assert clock_text(59.96) == "00:59.9"
    assert clock_text(3725) == "1:02:05"
    assert requests_text(RunProgress()) == ""
    assert requests_text(RunProgress(done=1)) == "1 request"
    assert requests_text(RunProgress(done=5, total=1200)) == "5 of 1,200 requests"


def test_bars_stand_on_one_time_line(panel) -> None:
    states = {
        1: state(Status.SUCCEEDED),
        2: state(Status.SUCCEEDED, "200", 0.0, 500.0),
        3: state(Status.FAILED, "", 0.5, 500.0),
    }
    panel.set_progress(RunProgress(Status.FAILED, 1.0))
    panel.set_states(FLOW, states)
    picture = panel.steps.viewport().grab().toImage()
    theme = panel._look.theme

    def ink(row: int, colour) -> list[int]:
        y = row_centre(panel, row).y()
        return [x for x in range(picture.width()) if picture.pixelColor(x, y) == colour]

    ok, failed = ink(1, theme.ok), ink(2, theme.error)
    bars = [x for x in failed if x < picture.width() - 100]
    assert 26 <= len(ok) <= 40
    assert 26 <= len(bars) <= 40
    assert abs(max(ok) - min(bars)) <= 8


def test_why_a_step_failed_is_its_tooltip(panel) -> None:
    error = Failure(kind="timeout", message="No answer within 30 s.")
    ended = StepFinished(step=2, status=Status.FAILED, error=error)
    panel.set_states(FLOW, STATES | {2: replace(STATES[2], finished=ended)})
    index = panel.steps.steps.index(1, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "No answer within 30 s."


def test_it_can_be_hidden_with_mouse_and_keys(panel, qtbot) -> None:
    assert panel.close_button.accessibleName() == "Hide"
    with qtbot.waitSignal(panel.hide_requested):
        QTest.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    panel.close_button.setFocus()
    with qtbot.waitSignal(panel.hide_requested):
        QTest.keyClick(panel.close_button, Qt.Key.Key_Space)


def test_the_response_gets_the_room_in_a_very_narrow_window(panel, qtbot) -> None:
    assert panel.steps.isVisible()
    panel.resize(320, 200)
    assert not panel.steps.isVisible()
    qtbot.waitUntil(lambda: panel.splitter.widget(1).width() == 320)
    panel.resize(800, 300)
    assert panel.steps.isVisible()


def test_no_step_can_be_chosen_and_then_the_same_again(panel, qtbot) -> None:
    panel.set_states(FLOW, STATES)
    panel.select(2)
    panel.select(None)
    assert panel.steps.current_number() is None
    with qtbot.waitSignal(panel.step_selected) as chosen:
        QTest.mouseClick(
            panel.steps.viewport(), Qt.MouseButton.LeftButton, pos=row_centre(panel, 1)
        )
    assert chosen.args == [2]
