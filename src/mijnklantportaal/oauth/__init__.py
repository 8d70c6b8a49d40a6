"""OAuth: access to the portals of other people, who give their consent."""

from mijnklantportaal.oauth._scopes import Scope
from mijnklantportaal.oauth._tokens import Tokens, TokenStore

__all__ = ["Scope", "TokenStore", "Tokens"]
