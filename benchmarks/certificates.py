"""Certificates for a server on this machine, which clients trust beside those that they trust anyway.

Loading the usual certificates is a large part of what the first call of a program costs. They must be loaded here too.
"""

from pathlib import Path
from typing import NamedTuple

import certifi
import trustme


class Certificates(NamedTuple):
    """Files in PEM format."""

    server: Path
    """The certificate of 127.0.0.1 with its key."""
    trusted: Path
    """What clients trust."""


def write_certificates(folder: Path) -> Certificates:
    """Write new certificates into a folder."""
    certificates = Certificates(folder / "server.pem", folder / "trusted.pem")
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificates.server)
    certificates.trusted.write_bytes(Path(certifi.where()).read_bytes() + authority.cert_pem.bytes())
    return certificates
