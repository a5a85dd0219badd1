"""A strict local stand-in of the exchanges (TWSE, TPEx, MIS) and of two vendors' data services."""
