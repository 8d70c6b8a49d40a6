"""A certificate for a server on this machine, which measured interpreters trust.

Loading the certificates of certifi is a large part of what the first call of a program costs, and the environment
variable that names others makes httpx skip a part of it. So interpreters get a copy of certifi with one more.
"""

import shutil
from pathlib import Path

import certifi
import trustme


def write_certificate(folder: Path) -> Path:
    """Write the package certifi into a folder, and beside it the certificate of 127.0.0.1 with its key."""
    server = folder / "server.pem"
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(server)
    bundle = Path(certifi.where())
    copy = shutil.copytree(bundle.parent, folder / "certifi")
    with (copy / bundle.name).open("ab") as file:
        file.write(authority.cert_pem.bytes())
    return server
