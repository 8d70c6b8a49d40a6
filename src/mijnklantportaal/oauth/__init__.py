"""OAuth: access to the portals of users who agree to it."""

from mijnklantportaal.oauth._callback import AuthorizationURL
from mijnklantportaal.oauth._file_store import FileTokenStore
from mijnklantportaal.oauth._memory_store import MemoryTokenStore
from mijnklantportaal.oauth._oauth import OAuth
from mijnklantportaal.oauth._redis_store import RedisTokenStore
from mijnklantportaal.oauth._scopes import Scope
from mijnklantportaal.oauth._tokens import Tokens, TokenStore

__all__ = [
    "AuthorizationURL",
    "FileTokenStore",
    "MemoryTokenStore",
    "OAuth",
    "RedisTokenStore",
    "Scope",
    "TokenStore",
    "Tokens",
]
