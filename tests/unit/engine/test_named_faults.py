"""Faults of files, certificates and token endpoints come to errors with names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.conformance import table_row
from tests.support.faults import FAULTS, Fault, came_of, outcome_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "conformance.md"
REWRITE = "run: python -m docs.make_conformance"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind} {fault.what}")
async def test_a_fault(fault: Fault, tmp_path: Path) -> None:
    end = await came_of(fault, tmp_path)
    assert outcome_of(end) == fault.comes
    row = table_row(fault.kind, fault.what, outcome_of(end))
    assert row in DOCUMENT.read_text("utf-8"), REWRITE
    if end.error is not None:
        assert len(end.error.message) > 20
        assert "Traceback" not in end.error.message
