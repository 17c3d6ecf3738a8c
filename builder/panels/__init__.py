"""The panels around the canvas: palette, workspace, environment, step and run panel."""
