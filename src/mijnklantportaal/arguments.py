"""The keyword arguments of each method with a body, as a `TypedDict`, so that type checkers accept `**arguments`.

For example, `portal.customers.create` takes the items of a `CreateCustomerArguments`. The types contain neither path
parameters, which are positional, nor the options of a call, such as `timeout`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mijnklantportaal_api.arguments import *  # noqa: F403
else:
    from mijnklantportaal_api import arguments as _arguments

    __all__ = _arguments.__all__

    def __getattr__(name: str) -> Any:
        return getattr(_arguments, name)

    def __dir__() -> list[str]:
        return dir(_arguments)
