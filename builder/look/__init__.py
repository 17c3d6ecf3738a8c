"""How everything looks: theme tokens, fonts, icons and the style sheet made of them.

A `Look` is made once by the application and handed to every widget that paints; there is no
global theme. Widgets repaint on `Look.changed` (the system switched between light and dark).
"""
