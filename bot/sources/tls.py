"""TLS as the exchanges need it: verified, without the one strictness that their root fails."""

import ssl


def context() -> ssl.SSLContext:
    """Return the default context, certificates and names verified.

    Python 3.13 began to set VERIFY_X509_STRICT by default. The exchanges' chain ends at TWCA's
    root, which is older than the rule and has no subject key identifier; it fails that flag alone.
    """
    made = ssl.create_default_context()
    made.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return made
