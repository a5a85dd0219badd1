"""The figures and lists that travel with the package."""
