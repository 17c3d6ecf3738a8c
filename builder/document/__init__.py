"""Where Qt meets the model: the open workflow with its undo stack, selection, samples and runs.

The workflow is one immutable value. Everything on screen is drawn from it, and the only way to
change anything is `Document.edit`: old value → new value.
"""
