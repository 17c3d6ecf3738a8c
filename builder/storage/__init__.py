"""Files on disk: workflows and environments, the journal of unsaved work, secrets, user data.

Nothing here runs a workflow or knows Qt. A file is written only on demand, always whole and always
atomically; what cannot be read is refused with its place and reason and left untouched.
"""
