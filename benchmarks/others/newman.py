"""newman: Postman's collections from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.others.contender import csv_file, timed

_NEXT = "pm.variables.set('id', pm.response.json().id)"


class Newman:
    """Runs collections made for the purpose."""

    name = "newman"

    def __init__(self, tools: Path, folder: Path, url: str) -> None:
        self._command = str(tools / "newman")
        self._folder = folder
        self._url = url

    def chain(self, steps: int) -> float:
        """See `Contender.chain`."""
        items = [self._item(n, "{{id}}" if n else "1") for n in range(steps)]
        return timed(self._run(f"chain-{steps}", items), self._folder)

    def fan_out(self, items: int, at_once: int) -> None:
        """See `Contender.fan_out`."""
        return

    def rows(self, rows: int) -> float:
        """See `Contender.rows`."""
        command = self._run("rows", [self._item(0, "{{id}}")])
        return timed((*command, "-d", str(csv_file(self._folder, rows))), self._folder)

    def close(self) -> None:
        """Nothing runs on."""

    def _item(self, number: int, identity: str) -> dict[str, Any]:
        script = {"type": "text/javascript", "exec": [_NEXT]}
        return {
            "name": f"Request {number}",
            "request": {"method": "GET", "url": f"{self._url}/items/{identity}"},
            "event": [{"listen": "test", "script": script}],
        }

    def _run(self, name: str, items: list[dict[str, Any]]) -> tuple[str, ...]:
        schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        path = self._folder / f"{name}.postman.json"
        path.write_text(json.dumps({"info": {"name": name, "schema": schema}, "item": items}))
        return (self._command, "run", str(path), "--silent")
