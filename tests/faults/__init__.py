"""Long fault tests: run by themselves with `make faults`, in a short form with the others."""
