"""The development pipeline: openapi.yaml and overrides/ in, generated/ out. It is not shipped."""
