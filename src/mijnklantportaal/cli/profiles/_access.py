"""Chooses the credentials of an invocation: those of a profile, or those in the environment."""

import os

from attrs import frozen

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal._defaults import API_KEY_VARIABLE, BASE_URL_VARIABLE
from mijnklantportaal._headers import token_problem
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._settings import resolved_base_url
from mijnklantportaal.cli.profiles._configuration import Configuration, Kind, Profile, checked_name
from mijnklantportaal.cli.profiles._credentials import ApiKey, Credentials, OAuthApplication, url_origin
from mijnklantportaal.cli.profiles._files import configuration_folder
from mijnklantportaal.cli.profiles._storage import load_credentials, token_store
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.oauth import OAuth, TokenStore

PROFILE_VARIABLE = "MIJNKLANTPORTAAL_PROFILE"

_DEFAULT_PROFILE = "default"


@frozen
class Access:
    """The access of an invocation to a portal.

    Args:
        profile: The profile; `None` for the API key in the environment.
        base_url: The URL of the API.
        credentials: The credentials of the profile; `None` for the API key in the environment.
        store: The store of the OAuth tokens of the profile.
    """

    profile: Profile | None
    base_url: str
    credentials: Credentials | None
    store: TokenStore | None

    @property
    def source(self) -> str:
        """The source of the credentials: `environment variable`, `keyring` or `file`."""
        return self.profile.store_kind.value if self.profile else "environment variable"

    @property
    def kind(self) -> Kind:
        """The kind of the credentials."""
        return self.profile.kind if self.profile else Kind.API_KEY

    def client(self) -> MijnKlantportaal:
        """Return a new client.

        Raises:
            ConfigurationError: The API key, or a setting in the environment, such as a proxy, is not valid.
        """
        return make_client(self.credentials, self.base_url, self.store)


@hides_arguments
def make_client(credentials: Credentials | None, base_url: str, store: TokenStore | None) -> MijnKlantportaal:
    """Return a client.

    Args:
        credentials: The credentials; `None` for the API key in the environment.
        base_url: The URL of the API.
        store: The store of the OAuth tokens.

    Raises:
        ConfigurationError: The API key, or a setting in the environment, such as a proxy, is not valid.
    """
    match credentials:
        case None:
            return MijnKlantportaal(base_url=base_url)
        case ApiKey(key=key):
            return MijnKlantportaal(api_key=key.value, base_url=base_url)
        case OAuthApplication(client_id=client_id, client_secret=secret, oauth_url=url):
            oauth = OAuth(client_id=client_id, client_secret=secret.value, store=store, base_url=url)
            return MijnKlantportaal(auth=oauth, base_url=base_url)


def connect(profile: str | None, base_url: str | None) -> MijnKlantportaal:
    """Return a client with the credentials of a profile, or those in the environment. See `chosen_access`.

    Raises:
        ConfigurationError: There are no credentials, or they are not valid, or must not be sent to the base URL.
    """
    return chosen_access(profile, base_url).client()


def chosen_access(profile: str | None, base_url: str | None) -> Access:
    """Return the access that the options and the environment determine.

    A profile that is named by option is used as stored. Otherwise, the environment variables of the library take
    precedence: an API key over the profile in `MIJNKLANTPORTAAL_PROFILE` or else `default`, and a base URL over that of
    the profile. The AWS command line has the same order of credentials. The credentials of a profile are sent only to
    the origin that they were stored for.

    Args:
        profile: The value of the option `--profile`, if given.
        base_url: The value of the option `--base-url`, if given.

    Raises:
        ConfigurationError: There are no credentials, or they cannot be read, or must not be sent to the base URL.
    """
    if profile is None and os.environ.get(API_KEY_VARIABLE):
        if token_problem(os.environ[API_KEY_VARIABLE]):
            raise ConfigurationError(
                f"{API_KEY_VARIABLE} must be printable ASCII characters without spaces: copy the key again from the "
                "portal"
            )
        return Access(None, resolved_base_url(base_url), None, None)
    configuration = Configuration(configuration_folder())
    stored = _stored_profile(configuration, profile)
    if base_url is None and profile is None:
        base_url = os.environ.get(BASE_URL_VARIABLE) or None
    url = stored.base_url if base_url is None else resolved_base_url(base_url)
    credentials = load_credentials(configuration, stored)
    if url_origin(url) != credentials.origin:
        raise ConfigurationError(
            f"the credentials of the profile {stored.name} were stored for {credentials.origin} and are not sent to "
            f"{url}: log in to that server with `mijnklantportaal login --profile NAME --base-url {url}`"
        )
    return Access(stored, url, credentials, token_store(configuration, stored, credentials))


def server_url(profile: str | None, base_url: str | None) -> str:
    """Return the URL of the API that `chosen_access` would choose, even if there are no credentials.

    Raises:
        ConfigurationError: The URL or the name of the profile is not valid, or the configuration cannot be read.
    """
    is_of_environment = os.environ.get(API_KEY_VARIABLE) or os.environ.get(BASE_URL_VARIABLE)
    if base_url is None and (profile is not None or not is_of_environment):
        stored = Configuration(configuration_folder()).profile(profile_name(profile))
        if stored is not None:
            return stored.base_url
    return resolved_base_url(base_url)


def profile_name(option: str | None) -> str:
    """Return the name of the profile from the option, or else from the environment.

    Raises:
        ConfigurationError: The name is not valid.
    """
    return checked_name(os.environ.get(PROFILE_VARIABLE) or _DEFAULT_PROFILE if option is None else option)


def _stored_profile(configuration: Configuration, option: str | None) -> Profile:
    name = profile_name(option)
    profile = configuration.profile(name)
    if profile is not None:
        return profile
    names = ", ".join(sorted(configuration.entries()))
    if not names and name == _DEFAULT_PROFILE:
        raise ConfigurationError(
            f"there are no credentials: log in with `mijnklantportaal login`, or set {API_KEY_VARIABLE}"
        )
    choice = f"choose one with --profile ({names}), or " if names else ""
    raise ConfigurationError(
        f"there is no profile {name}: {choice}log in with `mijnklantportaal login --profile {name}`"
    )
