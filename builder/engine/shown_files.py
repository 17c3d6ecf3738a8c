"""Files of a run as they may be shown: of one with a secret in it, a copy without.

The raw file stays for references, which stream it on or read it again, and for tests of later
steps. What hides is what is known to be secret when a step ends: a secret that the run learns only
later, such as a token, still stands in files of the steps before. The history, which keeps files
beyond the run, hides those too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from msgspec import structs

from builder.engine.bodies import RunFiles
from builder.engine.hiding import Hiding
from builder.model.http import BodyRecord, Exchange
from builder.model.masking import Masker

_CHUNK = 64 * 1024
"""Bytes that are looked through in one go; between two the other steps of the run go on."""


class ShownFiles:
    """Finds, or makes, what may be shown of the files of one run.

    Args:
        hiding: Knows the secrets.
        files: Where copies go.
    """

    def __init__(self, hiding: Hiding, files: RunFiles) -> None:
        self._hiding = hiding
        self._files = files

    async def exchanges(
        self, exchanges: tuple[Exchange, ...], warnings: list[str]
    ) -> tuple[Exchange, ...]:
        """The exchanges with bodies whose files have no secrets; sizes stay those of the wire.

        Args:
            exchanges: What was exchanged.
            warnings: Gets a sentence for each body of which no copy can be written.
        """
        if not any(one.body.path or one.request_body.path for one in exchanges):
            return exchanges
        return tuple([await self._exchange(one, warnings) for one in exchanges])

    async def path(self, path: str, what: str, warnings: list[str]) -> str:
        """Where the content of a file can be looked at: the file itself if it has no secrets.

        Where no copy can be written that is a path without a file.

        Args:
            path: The file.
            what: What it holds, to begin a sentence with.
            warnings: Gets a sentence when no copy can be written.
        """
        masker = self._hiding.masker
        if not masker:
            return path
        try:
            return path if await _is_clean(path, masker) else await self._masked(path, masker)
        except OSError as error:
            reason = error.strerror or error
            warnings.append(f"{what} cannot be shown without the secrets in it: {reason}.")
            return f"{path}.shown"

    async def _exchange(self, exchange: Exchange, warnings: list[str]) -> Exchange:
        return structs.replace(
            exchange,
            request_body=await self._body(exchange.request_body, "The request's body", warnings),
            body=await self._body(exchange.body, "The response's body", warnings),
        )

    async def _body(self, body: BodyRecord, what: str, warnings: list[str]) -> BodyRecord:
        if not body.path:
            return body
        path = await self.path(body.path, what, warnings)
        return body if path == body.path else structs.replace(body, path=path)

    async def _masked(self, path: str, masker: Masker) -> str:
        """Write the copy.

        Raises:
            OSError: It cannot be written.
        """
        target, copy = self._files.create("shown")
        try:
            with copy, closing(_chunks(path)) as chunks:
                for chunk in masker.stream(chunks):
                    copy.write(chunk)
                    await asyncio.sleep(0)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return str(target)


async def _is_clean(path: str, masker: Masker) -> bool:
    with closing(_chunks(path)) as chunks:
        for found in masker.finds(chunks):
            if found:
                return False
            await asyncio.sleep(0)
    return True


def _chunks(path: str) -> Generator[bytes, None, None]:
    with Path(path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
