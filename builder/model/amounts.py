"""Sizes and durations in words."""

from __future__ import annotations


def size_text(size: int) -> str:
    """Bytes for people: "812 B", "3.1 KB", "104 MB" (1 KB is 1,024 B)."""
    if size < 1024:
        return f"{size} B"
    amount, unit = size / 1024, "KB"
    for larger in ("MB", "GB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.1f} {unit}" if amount < 100 else f"{amount:.0f} {unit}"


def duration_text(milliseconds: float) -> str:
    """A duration for people: "0.4 ms", "84 ms", "1.2 s", "2 min 5 s"."""
    if milliseconds < 10 and milliseconds != round(milliseconds):
        return f"{milliseconds:.1f} ms"
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"
