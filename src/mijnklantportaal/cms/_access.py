"""The credentials of a callback: without them, anyone who can reach an endpoint can request any customer's page."""

import hmac
from base64 import b64encode

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._received_headers import ReceivedHeaders
from mijnklantportaal.cms._callbacks import CallbackError, check_secret, count_problem, received_values
from mijnklantportaal.errors import ConfigurationError


@hides_arguments
def verify_basic_auth(headers: ReceivedHeaders, username: str, password: str) -> None:
    """Verify that a request has these Basic Auth credentials (RFC 7617), in constant time.

    The guide offers Basic Auth for dynamic HTML pages. Whether the portal sends it for forms is not known.

    Args:
        headers: The headers of the request, as the web framework provides them.
        username: The username that is set in the portal.
        password: The password that is set in the portal.

    Raises:
        CallbackError: The header `Authorization` is missing, repeated or wrong. `status_code` is 401.
        ConfigurationError: A credential is empty or contains characters other than printable ASCII, or `username`
            contains a colon.
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    check_secret("username", username)
    check_secret("password", password)
    if ":" in username:
        raise ConfigurationError("username must not contain a colon: in Basic Auth, the password begins after it")
    (authorization,) = received_values(headers, "authorization")
    expected = b64encode(f"{username}:{password}".encode()).decode()
    problem = _problem("Authorization", [_basic_credentials(value) for value in authorization], expected)
    if problem:
        raise CallbackError(problem, status_code=401)


@hides_arguments
def verify_authentication(headers: ReceivedHeaders, value: str) -> None:
    """Verify that the header `Authentication` of a request has this value, in constant time.

    The guide offers a header of this name for dynamic HTML pages. In its description of the API, it uses the same name
    for the header that the spec calls `Authorization`. If a request has no header `Authentication`, this function
    therefore checks `Authorization`. Whether the portal adds a scheme such as `Bearer` is not known.

    Args:
        headers: The headers of the request, as the web framework provides them.
        value: The whole value of the header.

    Raises:
        CallbackError: The header is missing, repeated or wrong. `status_code` is 403.
        ConfigurationError: `value` is empty, or contains characters other than printable ASCII.
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    check_secret("value", value)
    authentication, authorization = received_values(headers, "authentication", "authorization")
    problem = _problem("Authentication", authentication or authorization, value)
    if problem:
        raise CallbackError(problem, status_code=403)


def _basic_credentials(value: str) -> str:
    scheme, _, credentials = value.partition(" ")
    # RFC 9110, section 11.1: schemes are case-insensitive.
    return credentials.strip() if scheme.lower() == "basic" else ""


def _problem(header: str, values: list[str], expected: str) -> str | None:
    if problem := count_problem(header, values):
        return problem
    is_right = hmac.compare_digest(values[0].encode(errors="surrogatepass"), expected.encode())
    return None if is_right else f"the header {header} does not contain the right credentials"
