"""A body that is one file, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from builder.model.amounts import size_text
from builder.model.body import Body, EncodedBody
from builder.model.disk_file import files_of
from builder.model.http import StreamedBody
from builder.model.media_type import checked_media_type, guessed_type, media_type_problem
from builder.model.problem import Problem
from builder.model.step import Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui


class FileBody(Body):
    """Send a file as it is."""

    label = "File"

    kind: Literal["file"] = "file"
    file: Annotated[
        Template,
        Ui(
            label="File",
            editor=Editor.FILE,
            help="A path relative to the workspace, or a reference to a File of a response.",
            placeholder="Path in the workspace, or {{ for a File",
        ),
    ] = ""
    media_type: Annotated[
        Template,
        Ui(
            label="Content type",
            editor=Editor.LINE,
            help="Without one it follows from the file.",
            placeholder="automatic",
        ),
    ] = ""

    @property
    def content_type(self) -> str:
        """The given one, else what the file's name suggests; described while it is not known."""
        return self.media_type or ("of the file" if "{{" in self.file else guessed_type(self.file))

    def encode(self, ctx: Resolver) -> EncodedBody:
        """Find the file; it is read while it is sent.

        Raises:
            StepError: A reference cannot be resolved, or the file cannot be found or read.
        """
        given = checked_media_type(ctx.text(self.media_type, "media_type"), "media_type")
        files = list(files_of(ctx.value(self.file, "file"), "file", ctx))
        if len(files) != 1:
            message = f"One file is expected here, not {len(files)}: choose one of them."
            raise StepError("invalid-file", message, "file")
        file = files[0]
        shown = f"<file {file.name}, {size_text(file.size)}>"
        media_type = given or file.media_type or guessed_type(file.name)
        return EncodedBody(StreamedBody(file.chunks, file.size, shown), media_type)

    def problems(self) -> Iterator[Problem]:
        """There must be a file; a content type has the form type/subtype."""
        if not self.file:
            yield Problem("No file is chosen: type its path or choose one.", field="file")
        if reason := media_type_problem(self.media_type):
            yield Problem(reason, field="media_type")
