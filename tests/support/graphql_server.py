"""A real GraphQL server on loopback, which can describe itself."""

from __future__ import annotations

import json
from collections.abc import Callable

from graphql import GraphQLSchema, graphql_sync

from tests.support.servers import Answer, Seen


def graphql_answer(schema: GraphQLSchema, token: str = "") -> Callable[[Seen], Answer]:
    """Answers by that schema; with a token, only those who bear it."""

    def answer(seen: Seen) -> Answer:
        headers = [("Content-Type", "application/json")]
        if token and seen.header("Authorization") != f"Bearer {token}":
            refusal = {"errors": [{"message": "Sign in first."}]}
            return Answer(401, headers, json.dumps(refusal).encode())
        result = graphql_sync(schema, json.loads(seen.body)["query"])
        return Answer(200 if result.data else 400, headers, json.dumps(result.formatted).encode())

    return answer
