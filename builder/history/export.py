"""A run as one self-contained file: JSON, with bodies in it and without secrets.

The format is described in ``docs/guide/run-file.md``.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from builder.history.entries import RunRecord
from builder.model.event_json import encode
from builder.model.events import Log, StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.model.masked import masked_end
from builder.model.masking import Masker

FORMAT = "steploom-run"
VERSION = 1


def exported(
    record: RunRecord, ends: Iterable[StepFinished], logs: Iterable[Log], masker: Masker
) -> Iterator[bytes]:
    """The file in pieces, a step in memory at a time.

    Args:
        record: The run.
        ends: How its steps ended.
        logs: The lines of their logs.
        masker: Hides what is secret by now and was not then.
    """
    yield b'{"format":"%s","version":%d,"run":' % (FORMAT.encode(), VERSION)
    yield encode(masker.json(_run(record)))
    yield b',\n"workflow":' + encode(masker.json(record.workflow))
    yield b',\n"event":' + encode(masker.json(record.event))
    yield b',\n"logs":['
    yield from _listed(masker.data(encode(line)) for line in logs)
    yield b'],\n"steps":['
    yield from _listed(encode(_step(event, masker)) for event in ends)
    yield b"]}\n"


class _Output(msgspec.Struct):
    """What the engine writes of an output."""

    output: msgspec.Raw


def _listed(items: Iterable[bytes]) -> Iterator[bytes]:
    comma = b"\n"
    for item in items:
        yield comma + item
        comma = b",\n"


def _run(record: RunRecord) -> dict[str, Any]:
    entry, ended = record.entry, record.ended
    return {
        "status": entry.status,
        "started": entry.started.isoformat(timespec="milliseconds"),
        "duration": entry.duration,
        "flow": entry.flow,
        "environment": entry.environment,
        "testData": entry.test_data,
        "part": entry.part,
        "program": entry.version,
        "failedStep": entry.step,
        "error": entry.error,
        "counts": ended.counts if ended else {},
        "result": ended.result if ended else None,
        "eventsNotKept": entry.gaps,
        **({"row": entry.row} if entry.row else {}),
    }


def _step(event: StepFinished, masker: Masker) -> dict[str, Any]:
    """The event with its bodies in it; where they lay is nobody else's business."""

    def within(body: BodyRecord) -> BodyRecord:
        if body.path is None:
            return body
        try:
            data = b"".join(masker.stream([body.read()]))
        except OSError:
            data = None
        return msgspec.structs.replace(body, data=data, path=None)

    output = _whole_output(event)
    event = masked_end(event, masker)
    plain: dict[str, Any] = msgspec.to_builtins(
        msgspec.structs.replace(event, exchanges=(), sample=None, output_path=None)
    )
    plain.pop("type")
    plain["exchanges"] = [_exchange(exchange, within) for exchange in event.exchanges]
    plain["output"] = event.sample if output is None else msgspec.Raw(masker.data(output))
    return plain


def _whole_output(event: StepFinished) -> bytes | None:
    """An output that was too large for the event; None where the event's is all there is."""
    if not event.output_path:
        return None
    try:
        return msgspec.json.decode(Path(event.output_path).read_bytes(), type=_Output).output
    except (OSError, msgspec.DecodeError):
        return None


def _exchange(exchange: Exchange, within: Callable[[BodyRecord], BodyRecord]) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(
        msgspec.structs.replace(exchange, request_body=BodyRecord(), body=BodyRecord())
    )
    plain["request_body"] = _body(within(exchange.request_body))
    plain["body"] = _body(within(exchange.body))
    return plain


def _body(body: BodyRecord) -> dict[str, Any]:
    """Size, media type, and the bytes: as text where they are UTF-8, else in Base64."""
    plain: dict[str, Any] = {"size": body.size, "mediaType": body.media_type}
    if body.data is None:
        return {**plain, "missing": True} if body.size else plain
    try:
        return {**plain, "text": body.data.decode()}
    except UnicodeDecodeError:
        return {**plain, "base64": b64encode(body.data).decode("ascii")}
