"""Node-RED: a server of flows; what is measured is one call of a flow, not its start."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.others.contender import LONGEST_SECONDS

_START_SECONDS = 60
_FROM_ANSWER = "msg.url = '{url}/items/' + msg.payload.id; return msg;"
_FIRST = "msg.payload = {id: 1}; return msg;"
_LIST = (
    "msg.payload = Array.from({{length: Number(msg.req.query.n)}}, (_, n) => n + 1); return msg;"
)
_EACH = "msg.url = '{url}/items/' + msg.payload; return msg;"


class NodeRed:
    """One process with a flow for the chain and one for the fan-out."""

    name = "Node-RED"

    def __init__(self, tools: Path, folder: Path, url: str, steps: int) -> None:
        self._steps = steps
        self._port = _free_port()
        home = folder / "node-red"
        home.mkdir()
        nodes = [*_chain("c", "/chain", url, steps), *_chain("o", "/one", url, 1), *_fan_out(url)]
        tab = {"id": "tab", "type": "tab", "label": "benchmark"}
        (home / "flows.json").write_text(json.dumps([tab, *nodes]))
        self._process = subprocess.Popen(
            (str(tools / "node-red"), "-u", str(home), "-p", str(self._port), "flows.json"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def chain(self, steps: int) -> float:
        """See `Contender.chain`."""
        return self._called("/chain" if steps == self._steps else "/one")

    def fan_out(self, items: int, at_once: int) -> float:
        """See `Contender.fan_out`; it has no limit of its own for what runs at once."""
        return self._called(f"/fan?n={items}")

    def rows(self, rows: int) -> None:
        """See `Contender.rows`."""
        return

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait(10)

    def _called(self, path: str) -> float:
        began = time.perf_counter()
        address = f"http://127.0.0.1:{self._port}{path}"
        with urllib.request.urlopen(address, timeout=LONGEST_SECONDS) as answer:
            answer.read()
        return time.perf_counter() - began

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                self._called("/one")
            except OSError:
                if time.monotonic() > deadline:
                    self.close()
                    raise
                time.sleep(0.2)
            else:
                return


def _node(identity: str, kind: str, after: str | None, **fields: Any) -> dict[str, Any]:
    wires = [[]] if after is None else [[after]]
    return {"id": identity, "type": kind, "z": "tab", "x": 0, "y": 0, "wires": wires, **fields}


def _function(identity: str, code: str, after: str) -> dict[str, Any]:
    return _node(identity, "function", after, func=code, outputs=1)


def _request(identity: str, after: str) -> dict[str, Any]:
    return _node(identity, "http request", after, method="GET", ret="obj", url="", persist=True)


def _chain(name: str, path: str, url: str, steps: int) -> list[dict[str, Any]]:
    code = _FROM_ANSWER.format(url=url)
    nodes = [
        _node(f"{name}in", "http in", f"{name}first", url=path, method="get"),
        _function(f"{name}first", _FIRST, f"{name}set0"),
        _node(f"{name}out", "http response", None),
    ]
    for step in range(steps):
        after = f"{name}set{step + 1}" if step + 1 < steps else f"{name}out"
        nodes.append(_function(f"{name}set{step}", code, f"{name}get{step}"))
        nodes.append(_request(f"{name}get{step}", after))
    return nodes


def _fan_out(url: str) -> list[dict[str, Any]]:
    return [
        _node("fin", "http in", "flist", url="/fan", method="get"),
        _function("flist", _LIST.format(), "fsplit"),
        _node("fsplit", "split", "fset", arraySplt=1, arraySpltType="len"),
        _function("fset", _EACH.format(url=url), "fget"),
        _request("fget", "fjoin"),
        _node("fjoin", "join", "fout", mode="auto"),
        _node("fout", "http response", None),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
