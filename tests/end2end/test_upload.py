"""Large files go out at flat memory, by the command line's own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sink import sink_server

GIGABYTE = 1_000_000_000
MOST_MEMORY = 60
"""MB the process may grow by, from a file of one byte to one of a gigabyte."""

MEASURED = """
import resource, sys
from builder.__main__ import main
code = main(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"peak {peak}", file=sys.stderr)
raise SystemExit(code)
"""


@pytest.fixture(scope="module")
def sink() -> Iterator[str]:
    with sink_server() as url:
        yield url


def upload(folder: Path, sink: str, body: dict[str, object], size: int) -> tuple[str, int]:
    """What the server counted, and the peak of memory in MB."""
    with (folder / "large.bin").open("wb") as file:
        os.truncate(file.fileno(), size)
    step = {"kind": "request", "number": 2, "method": "POST", "url": sink, "body": body}
    flow = folder / "upload.flow.json"
    flow.write_text(
        json.dumps({"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": [step]})
    )
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "run", str(flow), "--json"],
        capture_output=True,
        text=True,
        timeout=100,
    )
    events = [json.loads(line) for line in done.stdout.splitlines()]
    finished = next(e for e in events if e["type"] == "step-finished" and e["step"] == 2)
    assert done.returncode == 0, finished
    peak = int(done.stderr.rpartition("peak ")[2])
    return finished["sample"]["response"]["body"], peak


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is asked of POSIX")
@pytest.mark.parametrize(
    ("body", "framing"),
    [
        ({"kind": "file", "file": "large.bin"}, 0),
        (
            {"kind": "multipart", "rows": [{"key": "f", "value": "large.bin", "type": "file"}]},
            100,
        ),
    ],
)
def test_a_gigabyte_goes_out_at_flat_memory(
    tmp_path: Path, sink: str, body: dict[str, object], framing: int
) -> None:
    _, small = upload(tmp_path, sink, body, 1)
    counted, large = upload(tmp_path, sink, body, GIGABYTE)
    assert int(counted) >= GIGABYTE + framing
    assert large - small < MOST_MEMORY
