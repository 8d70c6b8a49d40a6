"""Upgrade to a new version of the spec, as one commit."""
