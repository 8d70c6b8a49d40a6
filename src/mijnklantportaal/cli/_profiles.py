"""Where the command line gets its credentials from."""

from mijnklantportaal import MijnKlantportaal


def connect(profile: str | None, base_url: str | None) -> MijnKlantportaal:
    """Return a client with the credentials of a profile, or of the environment.

    Raises:
        ConfigurationError: There are no credentials, or they are not valid.
    """
    return MijnKlantportaal(base_url=base_url)
