"""The whole program, from the way in of each door to its way out."""
