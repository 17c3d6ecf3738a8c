"""Ten thousand steps: what is done to all of them at once takes a moment, not minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from builder.document import commands
from builder.document.document import Document
from builder.model.references import referenced_numbers
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import EventTrigger, FanOut, Request

STEPS = 10_000
LONGEST = 1.5
"""Seconds; what goes through all steps for each of them takes three to ten times that."""


@pytest.fixture
def document(qapp: QApplication) -> Document:
    steps = tuple(
        Request(number=n, url=f"https://example.com/{{{{{n - 1}.response.body.id}}}}")
        for n in range(2, STEPS + 2)
    )
    document = Document(Workflow(trigger=EventTrigger(), steps=steps))
    commands.select_all(document)
    return document


def quickly(act: Callable[[], object]) -> None:
    begun = time.perf_counter()
    act()
    assert time.perf_counter() - begun < LONGEST


def test_all_are_disabled_and_enabled_again(document: Document) -> None:
    quickly(lambda: commands.toggle(document, document.selected))
    assert not any(step.enabled for step in document.workflow.steps)
    quickly(document.history.undo)
    assert all(step.enabled for step in document.workflow.steps)
    assert len(document.selected) == STEPS + 1


def test_all_are_copied_and_pasted(document: Document) -> None:
    data = commands.copied(document, document.selected)
    assert data is not None
    quickly(lambda: commands.paste(document, data, Place(None, ROOT, STEPS)))
    pasted = document.workflow.steps[STEPS:]
    assert len(pasted) == STEPS == len(document.selected)
    assert all(before.number in referenced_numbers(step) for before, step in pairwise(pasted))
    quickly(document.history.undo)
    assert len(document.workflow.steps) == STEPS


def test_steps_and_what_they_hold_are_disabled_together(qapp: QApplication) -> None:
    inner = tuple(Request(number=n) for n in range(3, 6))
    steps = (FanOut(number=2, each=inner), Request(number=6))
    document = Document(Workflow(trigger=EventTrigger(), steps=steps))
    commands.toggle(document, [2, 3, 5])
    fan_out, last = document.workflow.steps
    assert not fan_out.enabled
    assert [step.enabled for step in fan_out.each] == [False, True, False]
    assert last is steps[1]
