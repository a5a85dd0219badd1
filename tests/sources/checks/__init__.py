"""Test of the rules for rows and answers."""
