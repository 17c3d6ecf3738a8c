"""Values and pure functions: workflow tree, references and templates, rules, events.

Nothing here knows Qt, files, sockets or a clock. Every value is immutable, so whoever holds one
may keep it: the undo stack, a run in another process, the canvas that compares old and new.
"""
