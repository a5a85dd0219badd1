"""One file per table of a source: how to ask for it, and how to read its answer."""
