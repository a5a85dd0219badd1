"""Loopback stand-ins of the services that Banquet talks to."""
