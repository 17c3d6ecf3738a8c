"""Steploom's canvas beside NodeGraphQt, orange-canvas-core and pyqtgraph's flowchart.

Run: python -m benchmarks.canvases [STEPS] [FOLDER]
The others come from the package index into a virtual environment in FOLDER (a temporary one without
it; one that is there is used). Each runs in a process of its own, one after the other, offscreen at
1280 x 800, with the same graph. Milliseconds; of repeated work the 95th percentile. A contender
that needs longer than its time is ended and said to be out of time. The ratios are what matters.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

STEPS = 1_000
LONGEST_SECONDS = 75
PACKAGES = (
    "NodeGraphQt",
    "orange-canvas-core",
    "pyqtgraph",
    "PySide6-Essentials!=6.12.0",
    "PyQt5",
    "setuptools",
)
OTHERS = {
    "NodeGraphQt": "node_graph_qt",
    "orange-canvas-core": "orange",
    "pyqtgraph": "flowchart",
}
ROOT = Path(__file__).parents[2]


def installed(folder: Path) -> Path | None:
    """The interpreter that has the others; None when they cannot be had."""
    python = folder / "bin" / "python"
    if python.exists():
        return python
    venv.create(folder, with_pip=True)
    command = (str(python), "-m", "pip", "install", "--quiet", *PACKAGES)
    return None if subprocess.run(command, check=False).returncode else python


def measured(python: Path, module: str, steps: int) -> dict[str, float] | None:
    """Milliseconds by the name of the work; None when the time was up.

    Raises:
        RuntimeError: The contender failed; with the end of what it said.
    """
    command = (str(python), "-m", f"benchmarks.canvases.{module}", str(steps))
    try:
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if ended.returncode:
        raise RuntimeError(f"{module} failed: {ended.stderr[-800:]}")
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def compare(python: Path | None, steps: int) -> None:
    """Measure all and print how they stand to each other."""
    ours = measured(Path(sys.executable), "ours", steps)
    if ours is None:
        raise RuntimeError(f"Steploom did not finish within {LONGEST_SECONDS} s.")
    print(f"{steps:,} steps, ms{'':<10}" + "".join(f"{name:>16}" for name in ours))
    print(f"{'Steploom':<24}" + "".join(f"{took:>16,.1f}" for took in ours.values()))
    if python is None:
        print("The package index is not there: the others are left out.")
        return
    for name, module in OTHERS.items():
        found = measured(python, module, steps)
        if found is None:
            print(f"{name:<24}  not done within {LONGEST_SECONDS} s")
            continue
        cells = (f"{found[work]:,.1f} ({found[work] / ours[work]:.1f} ×)" for work in ours)
        print(f"{name:<24}" + "".join(f"{cell:>16}" for cell in cells))


def main() -> None:
    """Measure and print."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else Path(temporary) / "venv"
        compare(installed(folder), steps)


if __name__ == "__main__":
    main()
