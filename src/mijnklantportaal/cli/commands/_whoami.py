"""The command that shows which credentials are used."""

import json
from typing import TYPE_CHECKING

import click

from mijnklantportaal._defaults import API_KEY_VARIABLE
from mijnklantportaal.cli._options import base_url_option, profile_option
from mijnklantportaal.cli._session import Session, pass_session

if TYPE_CHECKING:
    from mijnklantportaal.cli.profiles._access import Access
    from mijnklantportaal.cli.profiles._check import CheckResult


@click.command(params=[profile_option(), base_url_option()])
@click.option("--json", "is_json", is_flag=True, help="Write a JSON object.")
@pass_session
def whoami(session: Session, is_json: bool) -> None:
    """Show which credentials are used, and whether the portal accepts them.

    The command requests one list from the portal. The scopes are those that `login --oauth` asked for, since the portal
    does not report them.
    """
    # Imported here, since help and completion do not need the library.
    from mijnklantportaal.cli.profiles._access import chosen_access
    from mijnklantportaal.cli.profiles._check import check_credentials

    access = chosen_access(session.profile, session.base_url)
    with access.client() as client:
        result = check_credentials(client)
    click.echo(_json(access, result) if is_json else _text(access, result))
    if result.error is not None:
        raise result.error


def _json(access: "Access", result: "CheckResult") -> str:
    profile = access.profile
    properties = {
        "profile": profile.name if profile else None,
        "kind": access.kind.value,
        "source": access.source,
        "base_url": access.base_url,
        "scopes": list(profile.scopes) if profile and profile.scopes else None,
        "accepted": result.accepted,
        "remark": result.remark,
    }
    return json.dumps(properties)


def _text(access: "Access", result: "CheckResult") -> str:
    profile = access.profile
    scopes = ", ".join(profile.scopes) if profile and profile.scopes else "not known: the portal does not report them"
    source = access.source if profile else f"{access.source} {API_KEY_VARIABLE}"
    kind = {"api-key": "API key", "oauth": "OAuth"}[access.kind.value]
    accepted = {True: "yes", False: "no", None: "not known"}[result.accepted]
    lines = {
        "Profile": profile.name if profile else "none",
        "Credentials": f"{kind}, from the {source}",
        "Base URL": access.base_url,
        "Scopes": scopes,
        "Accepted": accepted if result.remark is None else f"{accepted}: {result.remark}",
    }
    return "\n".join(f"{f'{label}:':<13}{value}" for label, value in lines.items())
