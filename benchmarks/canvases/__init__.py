"""The canvas beside NodeGraphQt, orange-canvas-core and pyqtgraph's flowchart."""
