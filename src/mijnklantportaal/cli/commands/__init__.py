"""Commands over functions of the library."""
