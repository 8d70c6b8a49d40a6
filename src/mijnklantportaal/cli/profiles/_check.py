"""Asks the portal whether it accepts credentials, by one read."""

from typing import NamedTuple

import click

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.errors import (
    APIError,
    AuthenticationError,
    MijnKlantportaalError,
    OAuthError,
    PermissionDeniedError,
)

# Somebody sits in front of a terminal: one retry, and seconds to wait before it, or for the rate limit.
_MAX_RETRIES = 1
_MAX_WAIT = 5.0


class CheckResult(NamedTuple):
    """Whether the portal accepts credentials."""

    accepted: bool | None
    """`None` where its response does not show it, or where there is none."""
    remark: str | None
    """The message of the error, or a restriction of the success; `None` for a success without one."""
    error: MijnKlantportaalError | None
    """The error of the call, unless the credentials are accepted."""


def check_credentials(client: MijnKlantportaal) -> CheckResult:
    """Return whether the portal accepts the credentials of a client.

    It lists customer groups, since that list is short, and holds neither secrets nor customers. With the status 403 the
    portal knows the credentials; which scopes they have, it does not report.
    """
    try:
        # Not parsed where it may be a list, so that nothing is logged of a response that deviates from the spec.
        response = client.with_raw_response.customer_groups.list(max_retries=_MAX_RETRIES, max_wait=_MAX_WAIT)
        if not response.content.lstrip().startswith(b"{"):
            # Raises: it is the page of another web site, say, whose URL somebody has mistyped.
            response.parse()
    except PermissionDeniedError:
        return CheckResult(True, "though not for the list of customer groups, which it was asked for", None)
    except (AuthenticationError, OAuthError) as error:
        return CheckResult(False, str(error), error)
    except APIError as error:
        return CheckResult(None, str(error), error)
    return CheckResult(True, None, None)


def require_accepted(client: MijnKlantportaal) -> None:
    """Write a line if it is not known whether the portal accepts the credentials, or for what.

    Raises:
        AuthenticationError, OAuthError: The portal refuses the credentials.
    """
    result = check_credentials(client)
    if result.accepted is None:
        click.echo(f"It is not known whether the portal accepts the credentials: {result.remark}", err=True)
    elif result.error is not None:
        result.error.args = (f"the portal refuses the credentials, which were not stored ({result.error.args[0]})",)
        raise result.error
    elif result.remark is not None:
        click.echo(f"The portal accepts the credentials, {result.remark}.", err=True)
