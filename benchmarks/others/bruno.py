"""Bruno's command line."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.others.contender import csv_file, timed

_REQUEST = """meta {{
  name: Request {number}
  type: http
  seq: {number}
}}

get {{
  url: {url}/items/{identity}
  body: none
  auth: none
}}

vars:post-response {{
  id: res.body.id
}}
"""


class Bruno:
    """Runs collections made for the purpose."""

    name = "Bruno"

    def __init__(self, tools: Path, folder: Path, url: str) -> None:
        self._command = str(tools / "bru")
        self._folder = folder
        self._url = url

    def chain(self, steps: int) -> float:
        """See `Contender.chain`."""
        identities = ["1"] + ["{{id}}"] * (steps - 1)
        return timed((self._command, "run"), self._collection(f"chain-{steps}", identities))

    def fan_out(self, items: int, at_once: int) -> None:
        """See `Contender.fan_out`."""
        return

    def rows(self, rows: int) -> float:
        """See `Contender.rows`."""
        folder = self._collection("rows", ["{{id}}"])
        given = ("--csv-file-path", str(csv_file(self._folder, rows)))
        return timed((self._command, "run", *given), folder)

    def close(self) -> None:
        """Nothing runs on."""

    def _collection(self, name: str, identities: list[str]) -> Path:
        folder = self._folder / f"bruno-{name}"
        folder.mkdir(exist_ok=True)
        described = {"version": "1", "name": name, "type": "collection"}
        (folder / "bruno.json").write_text(json.dumps(described))
        for number, identity in enumerate(identities, 1):
            text = _REQUEST.format(number=number, url=self._url, identity=identity)
            (folder / f"request-{number:05d}.bru").write_text(text)
        return folder
