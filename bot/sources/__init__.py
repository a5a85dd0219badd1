"""The exchanges and data vendors: bytes in, validated figures out; one shared fetch budget."""
