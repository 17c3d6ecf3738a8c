"""Past runs: recorded while they happen, read, compared and exported later.

`Recorder` listens to one run and writes to a SQLite database from a thread of its own; `History`
reads it. Both stand on `store`, which knows the tables and sets a damaged database aside. Large
bodies lie in `bodies/RUN` beside the database, masked. Whoever writes a run holds the lock in its
folder, so that a run whose program was killed is known by its lock being free. `RowsRecorder` does
for data-driven runs what `Recorder` does for one; `comparison`, `har` and `export` read what
`History` gives.
"""
