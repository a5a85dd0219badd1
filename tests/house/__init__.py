"""Gates: tests of the repository itself."""
