"""Renders the package of models and resources from the `Api`."""

from pipeline.render.package import render_package

__all__ = ["render_package"]
