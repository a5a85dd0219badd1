"""Hold what was read against the rules that every session keeps; pure, without I/O."""
