"""JUnit XML, which continuous integration services show: a suite a run, a test case a step."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, SubElement, tostring

from builder.exchange.reports.facts import (
    RowSteps,
    RunFacts,
    RunSteps,
    Write,
    answer_text,
    visible,
)
from builder.model.events import AnyEvent, Failure, RunFinished, Status, StepFinished
from builder.model.places import place
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished

_MOST_LINES = 100
"""Requests of a step that are listed."""


class JunitReport:
    """Writes a suite as soon as its run, or its row, ends.

    Args:
        facts: What runs.
        write: Takes the text.
    """

    def __init__(self, facts: RunFacts, write: Write) -> None:
        self._facts = facts
        self._write = write
        self._runs = RowSteps()
        self._name = visible(facts.flow)
        write('<?xml version="1.0" encoding="utf-8"?>\n')
        write(_start("testsuites", name=self._name))

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Keep steps until their run ends."""
        self._runs.hear(event, row)

    def hear_rows(self, event: RowsEvent) -> None:
        """Write the suite of a row; say what broke off the whole."""
        if isinstance(event, RowFinished):
            run = self._runs.take(event.row)
            end = run.end or RunFinished(
                status=event.status, duration=event.duration, error=event.error, step=event.step
            )
            self._suite(f"{self._name} row {event.row}", run, end)
        elif isinstance(event, RowsFinished) and event.error is not None:
            end = RunFinished(status=event.status, error=event.error)
            self._suite(f"{self._name} rows", RunSteps(), end)

    def close(self) -> None:
        """Write the suite of a single run, and the end."""
        if not self._facts.data:
            run = self._runs.take(0)
            self._suite(self._name, run, run.end or RunFinished(status=Status.CANCELLED))
        self._write("</testsuites>\n")

    def _suite(self, name: str, run: RunSteps, end: RunFinished) -> None:
        steps = run.steps
        suite = Element("testsuite", name=name)
        cases = [_case(suite, name, step) for step in steps]
        told = any(step.status in (Status.FAILED, Status.CANCELLED) for step in steps)
        if (not told and end.status is not Status.SUCCEEDED) or not steps:
            cases.append(_whole(suite, name, end))
        if run.left_out:
            SubElement(suite, "system-out").text = f"{run.left_out:,} more steps are left out."
        counts = Counter(cases)
        suite.set("tests", str(len(cases)))
        suite.set("failures", str(counts["failure"]))
        suite.set("errors", str(counts["error"]))
        suite.set("skipped", str(counts["skipped"]))
        suite.set("time", _seconds(end.duration))
        if self._facts.began is not None:
            suite.set("timestamp", self._facts.began.replace(tzinfo=None).isoformat("T", "seconds"))
        self._write(tostring(suite, encoding="unicode") + "\n")


def _case(suite: Element, name: str, step: StepFinished) -> str:
    """Add a test case; what became of it."""
    title = visible(f"{place(step.path, step.step)} {step.name}".strip())
    case = SubElement(suite, "testcase", classname=name, name=title, time=_seconds(step.duration))
    outcome = ""
    if step.status is Status.SKIPPED:
        outcome = "skipped"
        SubElement(case, outcome)
    elif step.status is Status.CANCELLED:
        outcome = "error"
        SubElement(case, outcome, message="cancelled")
    elif step.error is not None:
        # A step that failed although the run went on is no failure of the run: it is told below.
        outcome = "failure" if step.status is Status.FAILED else ""
        if outcome:
            _reason(case, outcome, step.error)
    _output(case, step)
    return outcome


def _whole(suite: Element, name: str, end: RunFinished) -> str:
    """Add a test case for a run that no step stands for; what became of it."""
    case = SubElement(suite, "testcase", classname=name, name="run", time=_seconds(end.duration))
    if end.status is Status.SUCCEEDED:
        return ""
    error = end.error or Failure(end.status.value, f"The run was {end.status.value}.")
    _reason(case, "error", error)
    return "error"


def _reason(case: Element, tag: str, error: Failure) -> None:
    message = visible(error.message)
    SubElement(case, tag, message=message, type=error.kind).text = message


def _output(case: Element, step: StepFinished) -> None:
    lines = [answer_text(exchange) for exchange in step.exchanges[:_MOST_LINES]]
    if len(step.exchanges) > _MOST_LINES:
        lines.append(f"… and {len(step.exchanges) - _MOST_LINES:,} more requests")
    lines += [f"warning: {warning}" for warning in step.warnings]
    if lines:
        SubElement(case, "system-out").text = visible("\n".join(lines))


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.3f}"


def _start(tag: str, **attributes: str) -> str:
    return tostring(Element(tag, attributes), encoding="unicode").replace(" />", ">") + "\n"
