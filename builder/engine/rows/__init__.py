"""Data-driven runs: a workflow once for each row of a file.

`data_file` reads the rows one by one, `running` runs them, `journal` remembers which are finished,
so that an interrupted run can be resumed.
"""
