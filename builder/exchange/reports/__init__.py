"""Reports of runs, made from the events that every listener hears: JSON, JUnit XML, CSV, HTML.

A report is handed a function that writes text, and writes as the run goes, so that a run of any
size needs the same memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from builder.exchange.reports.csv_report import CsvReport
from builder.exchange.reports.facts import Report, RunFacts, Write
from builder.exchange.reports.html_report import HtmlReport
from builder.exchange.reports.json_report import JsonReport
from builder.exchange.reports.junit_report import JunitReport

Maker: TypeAlias = Callable[[RunFacts, Write], Report]

REPORTS: dict[str, Maker] = {
    "junit": JunitReport,
    "html": HtmlReport,
    "json": JsonReport,
    "csv": CsvReport,
}
"""What makes each kind of report, by its name."""
