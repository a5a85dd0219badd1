"""The outbox: claims, limits, retries and the reading of platform answers."""
