"""Build openapi.yaml and openapi.lock.yaml from reference pages, whole specs, and URLs of either."""
