"""Writes docs/conformance.md: every case is run, what happened is written.

Run it with `python -m docs.make_conformance` from the project's folder.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.conformance import document


def main() -> None:
    """Run all cases and write the table."""
    target = Path(__file__).with_name("conformance.md")
    target.write_text(asyncio.run(document()), encoding="utf-8")


if __name__ == "__main__":
    main()
