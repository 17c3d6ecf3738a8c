"""The kinds are offered in the order in which they are looked for."""

from __future__ import annotations

import builder.auth
from builder.model.auth import Auth


def test_what_is_common_comes_first() -> None:
    offered = [kind.__name__ for kind in Auth.family.values()]
    assert offered[:4] == ["NoAuth", "FromConnection", "BearerToken", "BasicAuth"]
    assert {*offered, "AnyAuth"} == set(builder.auth.__all__)
