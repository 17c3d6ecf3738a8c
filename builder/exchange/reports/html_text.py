"""Pieces of the HTML report. Everything that comes from a run is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from builder.exchange.reports.facts import started_at, visible
from builder.model.amounts import duration_text, size_text
from builder.model.events import StepFinished
from builder.model.http import BodyRecord, Exchange, Header, status_text
from builder.model.json_text import JsonError, parse, pretty
from builder.model.places import place

LONGEST_BODY = 32 * 1024
"""Characters of a body that are shown."""
MOST_EXCHANGES = 20
"""Requests of a step that are shown in full."""


def text(value: object) -> str:
    """Escaped for text and for attributes, with unseen characters made visible."""
    return escape(visible(str(value)), quote=True)


def entry(kind: str, status: str, summary: str, inside: str) -> str:
    """A line that opens; `summary` and `inside` are HTML."""
    return (
        f'<details class="entry {kind} {text(status)}"><summary>{summary}</summary>'
        f'<div class="inside">{inside}</div></details>\n'
    )


def pill(words: str) -> str:
    """A status in a coloured box."""
    return f'<span class="pill">{text(words)}</span>'


def bar(at: float, length: float, total: float) -> str:
    """A bar on the time line (all in seconds)."""
    whole = max(total, 0.001)
    left = min(100.0, 100 * at / whole)
    width = min(100.0 - left, 100 * length / whole)
    return f'<span class="track"><i style="left:{left:.2f}%;width:{width:.2f}%"></i></span>'


def step_entry(step: StepFinished, total: float) -> str:
    """A step with its exchanges.

    Args:
        step: How it ended.
        total: Seconds that the time line is long.
    """
    at, length = started_at(step), step.duration / 1000
    summary = (
        f'<span class="number">{text(place(step.path, step.step))}</span>'
        f'<span class="name">{text(step.name)}</span>{bar(at, length, total)}'
        f'<span class="time">{duration_text(step.duration)}</span>'
        f"{pill(step.summary or step.status.value)}"
    )
    parts = []
    if step.error is not None:
        parts.append(problem(step.error.message))
    parts += [f'<div class="note">{text(warning)}</div>' for warning in step.warnings]
    parts += [_exchange(exchange) for exchange in step.exchanges[-MOST_EXCHANGES:]]
    hidden = len(step.exchanges) - MOST_EXCHANGES
    if hidden > 0:
        parts.insert(0, f'<div class="note">The first {hidden:,} requests are left out.</div>')
    if not step.exchanges:
        parts.append(_output(step))
    return entry("step", step.status.value, summary, "".join(parts))


def problem(message: str) -> str:
    """An error in words."""
    return f'<div class="error">{text(message)}</div>'


def _output(step: StepFinished) -> str:
    """What a step gave that sends nothing."""
    if step.sample is None:
        return '<span class="muted">No request was sent.</span>'
    shown = pretty(step.sample)
    cut = '<div class="note">The rest is left out.</div>' if len(shown) > LONGEST_BODY else ""
    return f"<h4>Output</h4><pre>{text(shown[:LONGEST_BODY])}</pre>{cut}"


def _exchange(exchange: Exchange) -> str:
    facts = [duration_text(exchange.timings.total), size_text(exchange.body.size)]
    facts += [fact for fact in (exchange.http_version, exchange.remote) if fact]
    if exchange.status is None:
        facts = facts[:1]
    return (
        f'<h3><span class="method">{text(exchange.method)}</span> {text(exchange.url)}</h3>'
        f"<h4>Request as sent</h4>{_headers(exchange.request_headers)}"
        f"{_body(exchange.request_body)}"
        f"<h4>Response: {text(status_text(exchange))} · {text(' · '.join(facts))}</h4>"
        f"{_headers(exchange.headers)}{_body(exchange.body)}"
        f"{_timings(exchange)}"
    )


def _headers(headers: Iterable[Header]) -> str:
    return _table((text(name), text(value)) for name, value in headers)


def _timings(exchange: Exchange) -> str:
    spent = exchange.timings
    phases = (
        ("DNS", spent.dns), ("Connect", spent.connect), ("TLS", spent.tls),
        ("Send", spent.send), ("Wait", spent.wait), ("Receive", spent.receive),
    )  # fmt: skip
    rows = [(name, duration_text(value)) for name, value in phases if value is not None]
    return f"<h4>Timing</h4>{_table(rows)}" if rows else ""


def _table(rows: Iterable[tuple[str, str]]) -> str:
    """A table of pairs that are HTML already."""
    lines = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    return f"<table>{lines}</table>" if lines else ""


def _body(body: BodyRecord) -> str:
    if not body.size and not body.data:
        return ""
    if body.data is None:
        kind = f" of {text(body.media_type)}" if body.media_type else ""
        return f'<div class="note">A body of {size_text(body.size)}{kind} is left out.</div>'
    if b"\0" in body.data:
        return f'<div class="note">{size_text(body.size)} of binary data are left out.</div>'
    shown = _laid_out(body.data.decode(errors="replace"))
    cut = ""
    if len(shown) > LONGEST_BODY or body.path is not None:
        cut = f'<div class="note">The rest of {size_text(body.size)} is left out.</div>'
        shown = shown[:LONGEST_BODY]
    return f"<pre>{text(shown)}</pre>{cut}"


def _laid_out(body: str) -> str:
    """JSON over several lines, anything else as it is."""
    if body.lstrip()[:1] not in ("{", "["):
        return body
    try:
        return pretty(parse(body))
    except JsonError:
        return body
