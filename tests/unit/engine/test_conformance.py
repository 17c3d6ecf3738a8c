"""Every kind of misbehaviour comes to what it must, and docs/conformance.md says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.conformance import (
    CONNECTIONS,
    SECTIONS,
    Case,
    connections,
    outcome,
    table_row,
)
from tests.support.fuzzing import CASES as FUZZED
from tests.support.hostile import HostileServer

DOCUMENT = Path(__file__).parents[3] / "docs" / "conformance.md"
CASES = [case for _, cases in SECTIONS for case in cases]
REWRITE = "run: python -m docs.make_conformance"


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with HostileServer() as server:
        yield server


@pytest.mark.parametrize("case", CASES, ids=[case.path for case in CASES])
async def test_a_case(server: HostileServer, case: Case, tmp_path: Path) -> None:
    came, following = await outcome(server, case, tmp_path)
    assert (came, following) == (case.comes, "its own answer")
    assert table_row(case.does, came, following) in DOCUMENT.read_text("utf-8"), REWRITE


async def test_connections(tmp_path: Path) -> None:
    text = DOCUMENT.read_text("utf-8")
    rows = await connections(tmp_path)
    section = text.partition(f"## {CONNECTIONS}\n")[2].partition("\n## ")[0]
    assert len(rows) == section.count("\n| ") - 1, REWRITE
    for row in rows:
        assert table_row(*row) in text, REWRITE


def test_the_counts_of_fuzzing() -> None:
    text = DOCUMENT.read_text("utf-8")
    for what, count in FUZZED.items():
        assert table_row(what, f"{count:,}") in text, REWRITE
