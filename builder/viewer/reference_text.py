"""The reference that stands for a value of a step's output."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.reference import Segment, path_text


def reference_text(step: int, path: Sequence[Segment]) -> str:
    """`{{2.response.body.items.0.id}}` for step 2 and a path from its root."""
    return "{{" + path_text(str(step), path) + "}}"
