"""Which workflows have credentials that servers replace."""

from __future__ import annotations

from itertools import chain

from builder.model.auth import Auth
from builder.model.environment import Surroundings
from builder.model.workflow import Workflow, walk


def may_rotate(workflow: Workflow, surroundings: Surroundings) -> bool:
    """Whether a step, or a connection that one uses, has an authorization that rotates.

    The steps of called workflows count.
    """
    for step in chain.from_iterable(map(walk, (workflow, *surroundings.flows.values()))):
        connection = surroundings.connections.get(step.connection_name())
        for owner in (step, connection):
            auth = getattr(owner, "auth", None)
            if isinstance(auth, Auth) and auth.rotates:
                return True
    return False
