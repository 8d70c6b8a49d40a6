"""Stores, loads and removes profiles: their entries in the configuration file, and their secrets."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mijnklantportaal.cli.profiles._configuration import (
    Configuration,
    Kind,
    Profile,
    StoreKind,
    parse_profile,
    profile_entry,
)
from mijnklantportaal.cli.profiles._credentials import (
    ApiKey,
    Credentials,
    parse_credentials,
    serialize_credentials,
)
from mijnklantportaal.cli.profiles._secret_stores import (
    SecretFiles,
    SecretStore,
    credentials_entry,
    tokens_entry,
    usable_keyring,
)
from mijnklantportaal.errors import ConfigurationError, MijnKlantportaalError
from mijnklantportaal.oauth import Tokens, TokenStore


class StoredProfile(NamedTuple):
    """The result of storing a profile."""

    location: str
    """A description of where the secrets are, such as `the keyring of the system`."""
    remarks: list[str]
    """Sentences for the user about problems."""


def store_profile(
    configuration: Configuration,
    name: str,
    base_url: str,
    credentials: Credentials,
    scopes: tuple[str, ...],
    tokens: Tokens | None,
) -> StoredProfile:
    """Store a profile, replacing any profile with the same name.

    The secrets are stored in the keyring of the system, or in files if there is no usable keyring or the keyring fails.

    Args:
        configuration: The configuration.
        name: The name of the profile, which `checked_name` must have accepted.
        base_url: The URL of the API.
        credentials: The credentials.
        scopes: The scopes that were asked for; none for an API key.
        tokens: The tokens; `None` for an API key.

    Raises:
        ConfigurationError: The configuration is damaged, or a file cannot be written.
        OAuthError: The file of tokens cannot be written.
    """
    with configuration.lock():
        entries = configuration.entries()
        previous = parse_profile(name, entries[name]) if name in entries else None
        secrets, remarks = _save_secrets(configuration.folder, name, credentials, tokens)
        entries[name] = profile_entry(Profile(name, _kind(credentials), secrets.kind, base_url, scopes))
        configuration.save(entries)
        if previous and previous.store_kind is not secrets.kind:
            try:
                _delete_secrets(_secret_store(previous, configuration.folder), name)
            except MijnKlantportaalError as error:
                remarks.append(f"The previous secrets of the profile could not be deleted: {error}.")
    return StoredProfile(secrets.location, remarks)


def load_credentials(configuration: Configuration, profile: Profile) -> Credentials:
    """Return the credentials of a profile.

    Raises:
        ConfigurationError: The credentials cannot be read, are missing, or are damaged.
    """
    content = _secret_store(profile, configuration.folder).load(credentials_entry(profile.name))
    credentials = None if content is None else parse_credentials(content)
    if credentials is None or _kind(credentials) is not profile.kind:
        problem = "missing" if content is None else "damaged"
        raise ConfigurationError(
            f"the credentials of the profile {profile.name} are {problem} in the {profile.store_kind.value}: log in "
            f"again with `mijnklantportaal login --profile {profile.name}`"
        )
    return credentials


def remove_profile(configuration: Configuration, name: str) -> bool:
    """Remove a profile and its secrets, and return whether there was one.

    Raises:
        ConfigurationError: The configuration is damaged, or a secret cannot be deleted. The profile is still there.
        OAuthError: The tokens cannot be locked.
    """
    if name not in configuration.entries():
        return False
    with configuration.lock():
        entries = configuration.entries()
        if name in entries:
            profile = parse_profile(name, entries[name])
            # A damaged profile does not show in which store its secrets are.
            stores = _usable_stores(configuration.folder)
            for secrets in [_secret_store(profile, configuration.folder)] if profile else stores:
                _delete_secrets(secrets, name)
            del entries[name]
            configuration.save(entries)
    return True


def token_store(configuration: Configuration, profile: Profile, credentials: Credentials) -> TokenStore:
    """Return the store of the OAuth tokens of a profile with these credentials. It is empty for an API key.

    Raises:
        ConfigurationError: The tokens are in the keyring, which is not usable now.
    """
    return _secret_store(profile, configuration.folder).token_store(tokens_entry(profile.name, credentials.origin))


def _secret_store(profile: Profile, folder: Path) -> SecretStore:
    """Return the store with the secrets of a profile.

    Raises:
        ConfigurationError: The secrets are in the keyring, which is not usable now.
    """
    if profile.store_kind is StoreKind.FILE:
        return SecretFiles(folder)
    keyring = usable_keyring(folder)
    if keyring is None:
        raise ConfigurationError(
            f"the credentials of the profile {profile.name} are in the keyring, but the Python package keyring has no "
            f"usable backend: set one up, or log in again with `mijnklantportaal login --profile {profile.name}`"
        )
    return keyring


def _usable_stores(folder: Path) -> list[SecretStore]:
    """Return the usable secret stores, the preferred one first."""
    keyring = usable_keyring(folder)
    files = SecretFiles(folder)
    return [files] if keyring is None else [keyring, files]


def _save_secrets(
    folder: Path, name: str, credentials: Credentials, tokens: Tokens | None
) -> tuple[SecretStore, list[str]]:
    """Save secrets in the preferred store that works, and return it, with remarks on the stores that failed."""
    *preferred, last = _usable_stores(folder)
    remarks = []
    for secrets in preferred:
        try:
            _save(secrets, name, credentials, tokens)
            return secrets, []
        except MijnKlantportaalError as error:
            remarks.append(f"The secrets are in a file, since {error}.")
        # The store may have saved some of the secrets before it failed.
        with suppress(MijnKlantportaalError):
            _delete_tokens(secrets, name, credentials.origin)
            _delete_secrets(secrets, name)
    _save(last, name, credentials, tokens)
    return last, remarks


def _save(secrets: SecretStore, name: str, credentials: Credentials, tokens: Tokens | None) -> None:
    previous_origin = _stored_origin(secrets, name)
    if tokens is not None:
        store = secrets.token_store(tokens_entry(name, credentials.origin))
        # Locked, since a program with the previous tokens may refresh them at the same time.
        with store.lock():
            store.save(tokens)
    secrets.save(credentials_entry(name), serialize_credentials(credentials))
    if previous_origin is not None and (tokens is None or previous_origin != credentials.origin):
        _delete_tokens(secrets, name, previous_origin)


def _delete_secrets(secrets: SecretStore, name: str) -> None:
    origin = _stored_origin(secrets, name)
    if origin is not None:
        _delete_tokens(secrets, name, origin)
    secrets.delete(credentials_entry(name))


def _delete_tokens(secrets: SecretStore, name: str, origin: str) -> None:
    entry = tokens_entry(name, origin)
    if secrets.load(entry) is not None:
        # Locked, since a program that refreshes the tokens at the same time would save them again.
        with secrets.token_store(entry).lock():
            secrets.delete(entry)


def _stored_origin(secrets: SecretStore, name: str) -> str | None:
    """Return the origin that the stored credentials may be sent to, or `None` if there are no valid credentials."""
    content = secrets.load(credentials_entry(name))
    credentials = None if content is None else parse_credentials(content)
    return None if credentials is None else credentials.origin


def _kind(credentials: Credentials) -> Kind:
    return Kind.API_KEY if isinstance(credentials, ApiKey) else Kind.OAUTH
