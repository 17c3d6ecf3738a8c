"""HAR 1.2 as a JSON Schema, written from its specification.

http://www.softwareishard.com/blog/har-12-spec/
"""

from __future__ import annotations

from typing import Any

MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these members; others must begin with an underscore."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {}), "comment": {"type": "string"}},
        "patternProperties": {"^_": {}},
        "additionalProperties": False,
    }


TEXT = {"type": "string"}
SIZE = {"type": "integer", "minimum": -1}
TIME = {"type": "number", "minimum": 0}
TIME_OR_NONE = {"anyOf": [TIME, {"const": -1}]}
WHEN = {"type": "string", "pattern": MOMENT}
PAIRS = {"type": "array", "items": _object({"name": TEXT, "value": TEXT})}
COOKIES = {
    "type": "array",
    "items": _object(
        {"name": TEXT, "value": TEXT},
        {
            "path": TEXT,
            "domain": TEXT,
            "expires": WHEN,
            "httpOnly": {"type": "boolean"},
            "secure": {"type": "boolean"},
        },
    ),
}
REQUEST = _object(
    {
        "method": TEXT,
        "url": TEXT,
        "httpVersion": TEXT,
        "cookies": COOKIES,
        "headers": PAIRS,
        "queryString": PAIRS,
        "headersSize": SIZE,
        "bodySize": SIZE,
    },
    {"postData": _object({"mimeType": TEXT, "text": TEXT}, {"params": PAIRS})},
)
RESPONSE = _object(
    {
        "status": {"type": "integer"},
        "statusText": TEXT,
        "httpVersion": TEXT,
        "cookies": COOKIES,
        "headers": PAIRS,
        "content": _object(
            {"size": {"type": "integer", "minimum": 0}, "mimeType": TEXT},
            {"compression": {"type": "integer"}, "text": TEXT, "encoding": TEXT},
        ),
        "redirectURL": TEXT,
        "headersSize": SIZE,
        "bodySize": SIZE,
    }
)
TIMINGS = _object(
    {"send": TIME, "wait": TIME, "receive": TIME},
    {"blocked": TIME_OR_NONE, "dns": TIME_OR_NONE, "connect": TIME_OR_NONE, "ssl": TIME_OR_NONE},
)
ENTRY = _object(
    {
        "startedDateTime": WHEN,
        "time": TIME,
        "request": REQUEST,
        "response": RESPONSE,
        "cache": {"type": "object"},
        "timings": TIMINGS,
    },
    {"pageref": TEXT, "serverIPAddress": TEXT, "connection": TEXT},
)
CREATOR = _object({"name": TEXT, "version": TEXT})
HAR = _object(
    {
        "log": _object(
            {
                "version": {"const": "1.2"},
                "creator": CREATOR,
                "entries": {"type": "array", "items": ENTRY},
            },
            {"browser": CREATOR, "pages": {"type": "array"}},
        )
    }
)
