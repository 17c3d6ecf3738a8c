"""Widgets that edit one value each, chosen by the type of a field and never by the kind of step.

`Form` builds itself from the notes of a model (`builder.model.ui`): tabs, sections, rows on one
line, help and conditions. A field shows a value it is given and says what the user made of it; it
holds no second copy that could disagree, and it never edits the document. Setting a value that is
already shown touches nothing, so focus and caret survive the way through the document and back.
"""
