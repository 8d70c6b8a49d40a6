"""OAuth: access to the portals of other people, who give their consent."""

from mijnklantportaal.oauth._file_store import FileTokenStore
from mijnklantportaal.oauth._memory_store import MemoryTokenStore
from mijnklantportaal.oauth._scopes import Scope
from mijnklantportaal.oauth._tokens import Tokens, TokenStore

__all__ = ["FileTokenStore", "MemoryTokenStore", "Scope", "TokenStore", "Tokens"]
