"""What the command line's exit codes mean."""

SUCCEEDED = 0
FAILED = 1
UNUSABLE = 2
"""Arguments or a file that cannot be used; nothing was run."""
INTERRUPTED = 130
