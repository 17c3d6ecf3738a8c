"""The canvas: the workflow drawn top-down, and every gesture on it.

`geometry` and `layout` say where everything stands, `scene` answers what is where, `steering`
which card is next; none of them knows Qt. `view` is the widget: it paints only what is visible,
straight from the layout, and hands the pointer to one `gestures` object at a time. `arrangement`
lays out anew after edits and lets `motion` show the way there; `parts` has what opens over the
canvas, `context` its menus and tooltips.
The layout is a function of the workflow and of which blocks are collapsed (`folding`); nothing on
the canvas is stored.
"""
