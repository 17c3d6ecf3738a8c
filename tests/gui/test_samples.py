from __future__ import annotations

from PySide6.QtWidgets import QApplication

from builder.document.document import Document
from builder.document.samples import Samples
from builder.model.edit import change_step
from builder.model.environment import Surroundings
from builder.model.events import Status, StepFinished
from builder.model.template import parse
from tests.support.running import flow, request


def test_the_trigger_has_its_example(qapp: QApplication) -> None:
    document = Document(flow(example='{"id": 1}'))
    samples = Samples(document)
    heard: list[int] = []
    samples.changed.connect(lambda: heard.append(1))
    assert samples.value(1) == {"event": {"id": 1}}
    document.edit("Type", change_step(document.workflow, 1, example="{"))
    assert samples.value(1) is None
    document.edit("Type", change_step(document.workflow, 1, example=""))
    assert samples.value(1) == {"event": None}
    assert len(heard) == 2


def test_what_a_step_gave_is_kept_until_it_gives_something_else(qapp: QApplication) -> None:
    document = Document(flow(request(2, "http://x/"), example='{"id": 7}'))
    samples = Samples(document)
    taken = StepFinished(step=2, status=Status.SUCCEEDED, sample={"a": 1}, output_path="/p")
    samples.take(taken)
    samples.take(StepFinished(step=2, status=Status.FAILED))
    sample = samples.sample(2)
    assert sample is not None
    assert (sample.value, sample.file, sample.origin) == ({"a": 1}, "/p", "test")
    scope = samples.scope(document.workflow, Surroundings("dev", {"v": "x"}))
    template = parse("{{1.event.id}} {{2.a}} {{env.v}} {{random.uuid}} {{now}}")
    assert template.render(scope).startswith("7 1 x ")
    samples.forget(2)
    assert samples.value(2) is None
