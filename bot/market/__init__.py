"""The market's pure rules: instruments, sessions, bars, moves, baskets, events and prices."""
