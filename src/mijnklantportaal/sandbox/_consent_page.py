"""The pages on which the user of the sandbox logs in, and allows or refuses access.

All values from the query of the authorization URL are escaped, or compared with known values.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse

_AREAS = {
    "agreements": "agreements",
    "appointments": "appointments",
    "businessoperations": "the invoices from MijnKlantportaal to you",
    "customers": "customers and customer groups",
    "files": "files",
    "filerequest": "file requests",
    "fileshare": "file shares",
    "offers": "offers",
    "invoices": "the invoices to your customers",
    "paymentlinks": "payment links",
    "subscription": "subscriptions and subscription packages",
    "tickets": "tickets",
    "webhooks": "webhooks",
}
_RIGHTS = {"read": "Read", "write": "Create, change and delete"}

_STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem; color: #222 }
li { margin: .25rem 0 }
code { color: #666 }
button { font: inherit; padding: .5rem 1.5rem; margin: 1rem .5rem 0 0; cursor: pointer }
"""
_STYLE_SOURCE = f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"


def consent_page(client_id: str, scopes: Iterable[str], redirect_uri: str) -> HTMLResponse:
    """Return the page that asks the user to allow or deny access.

    Args:
        client_id: The client ID of the application.
        scopes: The scopes of the guide that the application asks for.
        redirect_uri: The URL that the browser is sent back to, on this machine.
    """
    items = "\n".join(f"<li>{_describe(scope)} <code>{escape(scope)}</code></li>" for scope in sorted(scopes))
    return _page(
        "Allow access?",
        f"<p>The application <strong>{escape(client_id)}</strong> asks for access to this sandbox:</p>\n"
        f"<ul>\n{items}\n</ul>\n"
        f"<p>You return to <code>{escape(redirect_uri)}</code>.</p>",
        {"allow": "Allow", "deny": "Deny"},
        redirect_uri,
    )


def login_page(redirect_uri: str) -> HTMLResponse:
    """Return the page that comes first with `prompt=login`. The sandbox has one user, who needs no password.

    Args:
        redirect_uri: The URL that the browser is sent back to at the end.
    """
    text = "<p>The application asks you to log in again. The sandbox needs no password.</p>"
    return _page("Log in", text, {"login": "Log in"}, redirect_uri)


def _page(title: str, text: str, decisions: dict[str, str], redirect_uri: str) -> HTMLResponse:
    buttons = "\n".join(
        f'<button name="decision" value="{value}">{label}</button>' for value, label in decisions.items()
    )
    # The form has no action: it is sent to the address of the page, whose query is validated again.
    page = f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - MijnKlantportaal sandbox</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
{text}
<form method="post">
{buttons}
</form>
</body>
</html>
"""
    policy = (
        f"default-src 'none'; style-src {_STYLE_SOURCE}; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {_form_target(redirect_uri)}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        # The address contains the state of the application.
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(page, headers=headers)


def _form_target(redirect_uri: str) -> str:
    """Return the source in the policy for the redirect after the form, which browsers check too."""
    address = urlsplit(redirect_uri)
    host = address.hostname or ""
    # The grammar of the policy does not allow IPv6 addresses.
    return f"{address.scheme}:" if ":" in host else f"{address.scheme}://{host}:*"


def _describe(scope: str) -> str:
    area, _, right = scope.partition(".")
    return f"{_RIGHTS[right]} {_AREAS[area]}"
