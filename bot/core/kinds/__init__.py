"""How each type of value is read from what people type."""
