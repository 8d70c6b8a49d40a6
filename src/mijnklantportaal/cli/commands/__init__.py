"""Commands for functions of the library."""
