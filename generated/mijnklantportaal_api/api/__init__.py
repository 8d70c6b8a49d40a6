"""The resources, one folder each, with one module for each of their operations."""
