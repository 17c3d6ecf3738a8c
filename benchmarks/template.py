"""Filling one reference into a text of 2 KB, again and again.

Prints microseconds, the best of several runs taken in turns, beside the goal and as ratios against
`str.format` and Jinja2 (if it is installed) doing the same. Run it as
`python benchmarks/template.py`.
"""

from __future__ import annotations

import importlib.util
import sys
import timeit
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.model.json_text import parse as parse_json
from builder.model.landing import Landing
from builder.model.template import Values, parse

GOAL = 2.0
CALLS = 20_000
ROUNDS = 9

BEFORE = '{"note": "' + "x" * 1000 + '", "id": '
AFTER = ', "rest": "' + "y" * 1000 + '"}'
TEXT = BEFORE + "{{1.event.user.id}}" + AFTER
EVENT = parse_json('{"user": {"id": 1.10, "name": "Ann"}}')
SCOPE = Values(outputs={1: {"event": EVENT}})


def contestants() -> dict[str, Callable[[], str]]:
    """What is measured, by name."""
    template = parse(TEXT)
    escaped = BEFORE.replace("{", "{{") + "{0[user][id]}" + AFTER.replace("}", "}}")
    found: dict[str, Callable[[], str]] = {
        "plain text": lambda: parse(TEXT).render(SCOPE),
        "raw JSON": lambda: parse(TEXT).render(SCOPE, Landing.JSON),
        "plain text, template at hand": lambda: template.render(SCOPE),
        "str.format": lambda: escaped.format(EVENT),
    }
    if importlib.util.find_spec("jinja2"):
        from jinja2 import Environment

        jinja = Environment(autoescape=False).from_string(BEFORE + "{{ user.id }}" + AFTER)
        found["Jinja2, compiled"] = lambda: jinja.render(EVENT)
    return found


def main() -> None:
    """Measure in turns and print a table."""
    measured = contestants()
    results = {run() for run in measured.values()}
    assert results == {BEFORE + "1.10" + AFTER}, "not everybody writes the same text"
    best = dict.fromkeys(measured, float("inf"))
    for _ in range(ROUNDS):
        for name, run in measured.items():
            best[name] = min(best[name], timeit.timeit(run, number=CALLS) / CALLS * 1e6)
    ours = best["plain text"]
    print(f"one reference in {len(TEXT)} characters, goal <= {GOAL:g} us")
    for name, duration in best.items():
        print(f"{name:30} {duration:7.2f} us   {duration / ours:5.2f} x plain text")


if __name__ == "__main__":
    main()
