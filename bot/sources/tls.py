"""TLS as the exchanges need it: verified, without the one strictness that their root fails."""

import ssl


def context() -> ssl.SSLContext:
    """Return Python's default, certificates and names verified, less what the exchanges fail."""
    return forgiving(ssl.create_default_context())


def forgiving(made: ssl.SSLContext) -> ssl.SSLContext:
    """Forgive a root that it has no subject key identifier, and nothing else.

    Python 3.13 began to set VERIFY_X509_STRICT by default. The exchanges' chain ends at TWCA's
    root, which is older than that rule; it fails by this flag alone.
    """
    made.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return made
