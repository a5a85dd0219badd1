"""Read what the exchanges answer: strict JSON, exact figures, tables by the names of fields."""
