"""The development pipeline: it generates generated/ from openapi.yaml and overrides/. It is not shipped."""
