"""Files on disk: workflows and environments, the journal of unsaved work, secrets, user data.

Nothing here runs a workflow or knows Qt. A file is written only on demand, always whole and always
atomically; what cannot be read is refused with its place and reason and left untouched.

- `workspace`: what lies where; `files`, `flow_format`, `named_files`: one file, read and written.
- `journal`, `samples`, `breakpoints`, `userdata`: what is the user's own, outside workspaces.
- `secrets`, `refresh_tokens`, `trust`: what no file of a workspace holds.
- `search`, `called_flows`, `flow_moves`, `git`: what concerns several files, or their past.
"""
