"""The effective document in, the package of models and operations out."""
