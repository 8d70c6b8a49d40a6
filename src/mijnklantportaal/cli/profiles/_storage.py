"""Stores, loads and removes profiles: their entries in the configuration file, and their secrets."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mijnklantportaal.cli.profiles._configuration import (
    Configuration,
    Kind,
    Place,
    Profile,
    parse_profile,
    profile_entry,
)
from mijnklantportaal.cli.profiles._credentials import (
    ApiKey,
    Credentials,
    parse_credentials,
    serialize_credentials,
)
from mijnklantportaal.cli.profiles._places import (
    SecretFiles,
    SecretPlace,
    credentials_entry,
    tokens_entry,
    usable_keyring,
)
from mijnklantportaal.errors import ConfigurationError, MijnKlantportaalError
from mijnklantportaal.oauth import Tokens, TokenStore


class StoredProfile(NamedTuple):
    """A profile that was stored."""

    location: str
    """Where its secrets are, in words."""
    remarks: list[str]
    """Sentences on what its owner may not expect."""


def store_profile(
    configuration: Configuration,
    name: str,
    base_url: str,
    credentials: Credentials,
    scopes: tuple[str, ...],
    tokens: Tokens | None,
) -> StoredProfile:
    """Store a profile, in place of one with the same name.

    The secrets are stored in the keyring of the system; in files, if there is no usable one, or if it has failed.

    Args:
        configuration: The configuration.
        name: The name of the profile, which was checked.
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
        place, remarks = _save_secrets(configuration.folder, name, credentials, tokens)
        entries[name] = profile_entry(Profile(name, _kind(credentials), place.place, base_url, scopes))
        configuration.save(entries)
        if previous and previous.place is not place.place:
            try:
                _delete_secrets(_place_of(previous, configuration.folder), name)
            except MijnKlantportaalError as error:
                remarks.append(f"The former secrets of the profile could not be deleted: {error}.")
    return StoredProfile(place.location, remarks)


def load_credentials(configuration: Configuration, profile: Profile) -> Credentials:
    """Return the credentials of a profile.

    Raises:
        ConfigurationError: They cannot be read, are missing, or are damaged.
    """
    content = _place_of(profile, configuration.folder).load(credentials_entry(profile.name))
    credentials = None if content is None else parse_credentials(content)
    if credentials is None or _kind(credentials) is not profile.kind:
        problem = "missing" if content is None else "damaged"
        raise ConfigurationError(
            f"the credentials of the profile {profile.name} are {problem} in the {profile.place.value}: log in again "
            f"with `mijnklantportaal login --profile {profile.name}`"
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
            # Where the secrets of a damaged profile are is not known.
            places = _usable_places(configuration.folder)
            for place in [_place_of(profile, configuration.folder)] if profile else places:
                _delete_secrets(place, name)
            del entries[name]
            configuration.save(entries)
    return True


def token_store(configuration: Configuration, profile: Profile, credentials: Credentials) -> TokenStore:
    """Return the store of the OAuth tokens of a profile with these credentials. It is empty for an API key.

    Raises:
        ConfigurationError: It is in the keyring, and there is no usable one now.
    """
    return _place_of(profile, configuration.folder).token_store(tokens_entry(profile.name, credentials.origin))


def _place_of(profile: Profile, folder: Path) -> SecretPlace:
    """Return where the secrets of a profile are stored.

    Raises:
        ConfigurationError: They are in the keyring, and there is no usable one now.
    """
    if profile.place is Place.FILE:
        return SecretFiles(folder)
    keyring = usable_keyring(folder)
    if keyring is None:
        raise ConfigurationError(
            f"the credentials of the profile {profile.name} are in the keyring, and no backend of the Python package "
            f"keyring is usable here: set it up, or log in again with `mijnklantportaal login --profile {profile.name}`"
        )
    return keyring


def _usable_places(folder: Path) -> list[SecretPlace]:
    """Return all places that can be used, the best one first."""
    keyring = usable_keyring(folder)
    files = SecretFiles(folder)
    return [files] if keyring is None else [keyring, files]


def _save_secrets(
    folder: Path, name: str, credentials: Credentials, tokens: Tokens | None
) -> tuple[SecretPlace, list[str]]:
    """Save secrets at the best place that stores them, and return it, with sentences on the others."""
    *better, last = _usable_places(folder)
    remarks = []
    for place in better:
        try:
            _save(place, name, credentials, tokens)
            return place, []
        except MijnKlantportaalError as error:
            remarks.append(f"The secrets are in a file, since {error}.")
        # What it has stored before it failed, if anything.
        with suppress(MijnKlantportaalError):
            _delete_tokens(place, name, credentials.origin)
            _delete_secrets(place, name)
    _save(last, name, credentials, tokens)
    return last, remarks


def _save(place: SecretPlace, name: str, credentials: Credentials, tokens: Tokens | None) -> None:
    former_origin = _stored_origin(place, name)
    if tokens is not None:
        store = place.token_store(tokens_entry(name, credentials.origin))
        # A program that uses the former tokens may refresh them at this moment.
        with store.lock():
            store.save(tokens)
    place.save(credentials_entry(name), serialize_credentials(credentials))
    if former_origin is not None and (tokens is None or former_origin != credentials.origin):
        _delete_tokens(place, name, former_origin)


def _delete_secrets(place: SecretPlace, name: str) -> None:
    origin = _stored_origin(place, name)
    if origin is not None:
        _delete_tokens(place, name, origin)
    place.delete(credentials_entry(name))


def _delete_tokens(place: SecretPlace, name: str, origin: str) -> None:
    entry = tokens_entry(name, origin)
    if place.load(entry) is not None:
        # Otherwise a program that refreshes them at this moment would save them again.
        with place.token_store(entry).lock():
            place.delete(entry)


def _stored_origin(place: SecretPlace, name: str) -> str | None:
    """Return the origin that the stored credentials may be sent to, or `None` if there are none that can be parsed."""
    content = place.load(credentials_entry(name))
    credentials = None if content is None else parse_credentials(content)
    return None if credentials is None else credentials.origin


def _kind(credentials: Credentials) -> Kind:
    return Kind.API_KEY if isinstance(credentials, ApiKey) else Kind.OAUTH
