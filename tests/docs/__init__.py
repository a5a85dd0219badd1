"""Documentation is tested: what it names exists, what it shows is true."""
