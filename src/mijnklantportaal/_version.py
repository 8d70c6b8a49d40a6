"""The version of the package, in a module without imports, so that building and importing read the same line."""

__version__ = "0.1.0"
