"""Reports of every kind, made from the same events, hostile ones included."""

import csv
import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from builder.exchange.reports import REPORTS
from builder.exchange.reports.facts import MOST_STEPS, RunFacts, visible
from builder.exchange.reports.html_report import LARGEST
from builder.model.events import (
    AnyEvent,
    Failure,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
)
from builder.model.http import BodyRecord, Exchange, Timings
from builder.model.number import Number
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted

HOSTILE = (
    '</script><script>alert("x")</script><img src=x onerror=alert(1)> \x1b[31m\u202egnp.\x00 ]]> &'
)
FACTS = RunFacts("a.flow.json", "staging", "", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


def step(number: int, status: Status = Status.SUCCEEDED, path: str = "", **more) -> StepFinished:
    return StepFinished(step=number, name=f"Step {number}", status=status, path=path, **more)


def exchange(body: bytes = b"{}", **more) -> Exchange:
    return Exchange(
        "POST",
        "http://127.0.0.1/a",
        request_headers=(("X-A", "1"),),
        request_body=BodyRecord(5, "text/plain", b"<sent"),
        status=200,
        reason="OK",
        headers=(("Content-Type", "application/json"),),
        body=BodyRecord(len(body), "application/json", body),
        timings=Timings(wait=12.5),
        **more,
    )


def written(
    kind: str, events: list[AnyEvent | RowsEvent | tuple[int, AnyEvent]], facts=FACTS
) -> str:
    parts: list[str] = []
    report = REPORTS[kind](facts, parts.append)
    for event in events:
        if isinstance(event, tuple):
            report.hear(event[1], event[0])
        elif isinstance(event, RowsStarted | RowFinished | RowsFinished):
            report.hear_rows(event)
        else:
            report.hear(event)
    report.close()
    return "".join(parts)


RUN: list[AnyEvent] = [
    RunStarted(flow="a.flow.json", steps=(1, 2, 3, 4), test_data=True),
    step(1),
    step(2, at=0.1, duration=84.0, summary="200", exchanges=(exchange(),), warnings=("careful",)),
    step(3, Status.FAILED, path="4[12]", error=Failure("http-status", HOSTILE)),
    step(5, Status.SKIPPED),
    RunFinished(
        at=0.2,
        duration=200.0,
        status=Status.FAILED,
        error=Failure("http-status", HOSTILE),
        step=3,
        counts={"succeeded": 2, "failed": 1, "skipped": 1},
    ),
]
ROWS: list[AnyEvent | RowsEvent | tuple[int, AnyEvent]] = [
    RowsStarted(flow="a.flow.json", data="rows.csv", total=4, finished=1),
    RowFinished(row=1, line=2, status=Status.SUCCEEDED, result="earlier"),
    (2, step(2, exchanges=(exchange(),))),
    (3, step(2, Status.FAILED, error=Failure("http-status", "bad"))),
    (3, RunFinished(status=Status.FAILED, error=Failure("http-status", "bad"), step=2)),
    RowFinished(
        row=3, line=4, status=Status.FAILED, duration=5, error=Failure("http-status", "bad"), step=2
    ),
    (2, RunFinished(status=Status.SUCCEEDED, duration=7, result={"n": Number("1.10")})),
    RowFinished(row=2, line=3, status=Status.SUCCEEDED, duration=7, result={"n": Number("1.10")}),
    RowFinished(row=4, line=5, status=Status.CANCELLED),
    RowsFinished(status=Status.CANCELLED, duration=20, counts={"succeeded": 2, "failed": 1}),
]
DATA = RunFacts("a.flow.json", "", "rows.csv", FACTS.began)


def test_json_of_a_run() -> None:
    report = json.loads(written("json", RUN))
    assert report["flow"] == "a.flow.json"
    assert report["environment"] == "staging"
    assert report["testData"] is True
    assert report["status"] == "failed"
    assert [found["place"] for found in report["steps"]] == ["1", "2", "4[12].3", "5"]
    assert report["steps"][1]["requests"][0]["status"] == 200
    assert report["steps"][1]["startedAt"] == pytest.approx(0.016)
    assert report["error"]["message"] == HOSTILE


def test_json_of_rows() -> None:
    text = written("json", ROWS, DATA)
    assert '"n":1.10' in text
    report = json.loads(text)
    assert [row["row"] for row in report["rows"]] == [1, 3, 2, 4]
    assert report["rows"][2]["steps"][0]["requests"][0]["method"] == "POST"
    assert report["status"] == "cancelled"
    assert report["data"] == "rows.csv"


def test_json_of_a_run_that_was_broken_off() -> None:
    assert json.loads(written("json", []))["status"] == "cancelled"
    assert json.loads(written("json", [], DATA))["rows"] == []


def test_junit_of_a_run() -> None:
    (suite,) = ElementTree.fromstring(written("junit", RUN))
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "1", "1")
    assert suite.get("timestamp") == "2026-11-23T12:00:00"
    case = suite.findall("testcase")[2]
    assert case.get("name") == "4[12].3 Step 3"
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("type") == "http-status"
    assert "⟨U+001B⟩[31m⟨U+202E⟩gnp.⟨U+0000⟩" in (failure.text or "")
    out = suite.findall("testcase")[1].findtext("system-out") or ""
    assert out == "POST http://127.0.0.1/a → 200 OK\nwarning: careful"


def test_junit_of_rows_has_a_suite_each() -> None:
    suites = list(ElementTree.fromstring(written("junit", ROWS, DATA)))
    assert [suite.get("name") for suite in suites] == [
        f"a.flow.json row {row}" for row in (1, 3, 2, 4)
    ]
    assert [suite.get("failures") for suite in suites] == ["0", "1", "0", "0"]
    assert [suite.get("errors") for suite in suites] == ["0", "0", "0", "1"]


def test_junit_tells_a_run_that_no_step_stands_for() -> None:
    end = RunFinished(status=Status.FAILED, error=Failure("budget-time", "too long"))
    for events, words in (([step(1), end], "too long"), ([], "cancelled")):
        (suite,) = ElementTree.fromstring(written("junit", events))
        assert suite.get("errors") == "1"
        assert words in (suite.findall("testcase")[-1].find("error").get("message") or "")


def test_csv_of_steps_and_rows() -> None:
    table = list(csv.DictReader(written("csv", RUN).splitlines(keepends=True)))
    assert [line["step"] for line in table] == ["1", "2", "4[12].3", "5"]
    assert (table[1]["method"], table[1]["http_status"]) == ("POST", "200")
    assert "\x1b" not in table[2]["error"]
    rows = list(csv.DictReader(written("csv", ROWS, DATA).splitlines()))
    assert [row["row"] for row in rows] == ["1", "3", "2", "4"]
    assert rows[2]["result"] == '{"n":1.10}'


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_csv_is_no_program_for_a_spreadsheet(value: str) -> None:
    events = [RowFinished(row=1, status=Status.SUCCEEDED, result=value)]
    (row,) = csv.DictReader(written("csv", events, DATA).splitlines())
    assert row["result"] == f"'{value}"
    events = [RowFinished(row=1, status=Status.SUCCEEDED, result="-12.5")]
    (row,) = csv.DictReader(written("csv", events, DATA).splitlines())
    assert row["result"] == "-12.5"


def test_html_holds_nothing_that_runs_or_loads() -> None:
    body = json.dumps({"text": HOSTILE}).encode()
    events = [step(2, exchanges=(exchange(body),), summary=HOSTILE, warnings=(HOSTILE,)), *RUN]
    facts = RunFacts(HOSTILE, HOSTILE, "", FACTS.began)
    page = written("html", events, facts)
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert " src=" not in page.replace("&lt;img src=", "")
    assert "href=" not in page
    assert "@import" not in page
    assert "url(" not in page
    for hidden in "\x1b\u202e\x00":
        assert hidden not in page
    assert "default-src 'none'" in page


def test_html_is_bounded_and_says_what_was_left_out() -> None:
    big = exchange(b'"' + b"x" * 60_000 + b'"')
    rows: list = []
    for row in range(1, 1_200):
        bad = row % 100 == 0
        status = Status.FAILED if bad else Status.SUCCEEDED
        rows += [
            (row, step(2, status, exchanges=(big,), error=Failure("k", "bad") if bad else None)),
            RowFinished(row=row, status=status),
        ]
    page = written("html", rows, DATA)
    assert len(page) < LARGEST * 1.1
    assert "Left out, because the page is full: " in page
    assert page.count('class="entry row failed"') == 11
    assert page.count('class="entry step failed"') == 11
    assert "The rest of 58.6 KB is left out." in page


def test_html_leaves_large_and_binary_bodies_out() -> None:
    large = Exchange("GET", "http://a/", status=200, body=BodyRecord(10**8, "text/csv", path="/x"))
    binary = Exchange("GET", "http://a/", status=200, body=BodyRecord(3, "", b"a\0b"))
    page = written("html", [step(2, exchanges=(large, binary))])
    assert "A body of 95.4 MB of text/csv is left out." in page
    assert "3 B of binary data are left out." in page


@pytest.mark.parametrize("kind", ["junit", "html"])
def test_very_many_items_of_a_run(kind: str) -> None:
    events: list = [step(5, path=f"4[{i}]", duration=1.0) for i in range(MOST_STEPS + 100)]
    events += [step(5, Status.FAILED, path="4[1]", error=Failure("k", "late failure"))]
    page = written(kind, [*events, RunFinished(status=Status.FAILED, duration=9)])
    assert "late failure" in page
    assert "100 " in page
    assert "left out" in page.lower()


def test_unseen_characters() -> None:
    assert visible("a\u200bb\nc") == "a⟨U+200B⟩b\nc"
