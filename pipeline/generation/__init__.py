"""Generates the package of models and resources from the effective spec."""
