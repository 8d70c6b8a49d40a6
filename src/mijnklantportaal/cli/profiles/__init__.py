"""Credentials of the command line, stored as profiles."""
