"""A certificate authority like the exchanges' and a server on loopback, made by `openssl`."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_OPENSSL = shutil.which("openssl")
_COMMANDS = """
req -x509 -config sections -extensions root -subj /CN=root {key} -keyout ca.key -out ca.pem -days 2
req -config sections -subj /CN=server {key} -keyout key.pem -out request.pem
x509 -req -in request.pem -extfile sections -extensions server {ca} -out server.pem -days {days}
"""
_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
_CA = "-CA ca.pem -CAkey ca.key"
_SECTIONS = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = none
authorityKeyIdentifier = none
[server]
subjectAltName = {server}
subjectKeyIdentifier = none
authorityKeyIdentifier = none
"""


@dataclass(frozen=True, slots=True)
class Certificates:
    """A root without a key identifier, and the server that it vouches for."""

    root: Path
    server: ssl.SSLContext


def certificates(folder: Path, server: str = "IP:127.0.0.1", days: int = 2) -> Certificates:
    """Make both; the server's name and how long it is good for are the test's."""
    if _OPENSSL is None:
        pytest.skip("the openssl program is not installed")
    (folder / "sections").write_text(_SECTIONS.format(server=server), "ascii")
    for line in _COMMANDS.format(key=_KEY, ca=_CA, days=days).strip().splitlines():
        command = [_OPENSSL, *line.split()]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - fixed arguments
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "key.pem")
    return Certificates(folder / "ca.pem", context)
