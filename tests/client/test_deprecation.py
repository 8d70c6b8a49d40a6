"""What generated code marks as deprecated is unchanged at run time.

tests/pipeline/features/test_features_static_types.py checks that type checkers report its use.
"""

import subprocess
import sys
import textwrap
import warnings

from mijnklantportaal._wire.deprecation import deprecated


def test_deprecated_function_and_class_are_unchanged_at_run_time() -> None:
    def function() -> None:
        pass

    class Model:
        pass

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert deprecated("Use another one.")(function) is function
        assert deprecated("Use another one.")(Model) is Model


def test_deprecation_needs_no_typing_extensions_at_run_time() -> None:
    code = textwrap.dedent("""
        import sys
        sys.modules["typing_extensions"] = None
        import mijnklantportaal._wire.deprecation
    """)
    subprocess.run([sys.executable, "-c", code], check=True)
