"""openapi.yaml and overrides/ in, generated/ out. Nothing of this is shipped."""
