"""Steploom's own command line, and the same work by hand with httpx as it comes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.others.contender import csv_file, timed

_BARE = """
import asyncio, sys
import httpx

async def main(url, work, count, at_once):
    async with httpx.AsyncClient() as client:
        if work == "chain":
            identity = 1
            for _ in range(count):
                identity = (await client.get(f"{url}/items/{identity}")).json()["id"]
            return
        waiting = iter(range(1, count + 1))
        async def worker():
            for item in waiting:
                (await client.get(f"{url}/items/{item}")).json()
        await asyncio.gather(*(worker() for _ in range(at_once)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
"""


class BareHttpx:
    """A script by hand."""

    name = "bare httpx"

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._url = url

    def chain(self, steps: int) -> float:
        """See `Contender.chain`."""
        return self._run("chain", steps, 1)

    def fan_out(self, items: int, at_once: int) -> float:
        """See `Contender.fan_out`."""
        return self._run("items", items, at_once)

    def rows(self, rows: int) -> float:
        """See `Contender.rows`."""
        return self._run("items", rows, 1)

    def close(self) -> None:
        """Nothing runs on."""

    def _run(self, work: str, count: int, at_once: int) -> float:
        command = (sys.executable, "-c", _BARE, self._url, work, str(count), str(at_once))
        return timed(command, self._folder)


class Steploom:
    """`steploom run` on workflows made for the purpose."""

    name = "Steploom"

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._url = url
        around = {**os.environ, "STEPLOOM_DATA": str(folder / "data")}
        around.pop("PYTHONDONTWRITEBYTECODE", None)
        self._environment = {**around, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}

    def chain(self, steps: int) -> float:
        """See `Contender.chain`."""
        first = self._request(2, "{{1.event.id}}")
        rest = [self._request(n, f"{{{{{n - 1}.response.body.id}}}}") for n in range(3, steps + 2)]
        return self._run(f"chain-{steps}", '{"id": 1}', [first, *rest])

    def fan_out(self, items: int, at_once: int) -> float:
        """See `Contender.fan_out`."""
        each = [self._request(3, "{{2.instance}}")]
        step = {"kind": "fan_out", "number": 2, "array": "{{1.event}}", "at_once": at_once}
        example = json.dumps(list(range(1, items + 1)))
        return self._run("fan-out", example, [{**step, "each": each}])

    def rows(self, rows: int) -> float:
        """See `Contender.rows`."""
        steps = [self._request(2, "{{1.event.id}}")]
        data = str(csv_file(self._folder, rows))
        return self._run("rows", '{"id": 1}', steps, "--data", data)

    def close(self) -> None:
        """Nothing runs on."""

    def _request(self, number: int, identity: str) -> dict[str, Any]:
        return {"kind": "request", "number": number, "url": f"{self._url}/items/{identity}"}

    def _run(self, name: str, example: str, steps: list[dict[str, Any]], *more: str) -> float:
        path = self._folder / f"{name}.flow.json"
        trigger = {"kind": "event", "number": 1, "example": example}
        path.write_text(json.dumps({"format": 1, "trigger": trigger, "steps": steps}))
        command = (sys.executable, "-m", "builder", "run", str(path), "--quiet", *more)
        root = Path(__file__).parents[2]
        return timed(command, root, self._environment)
