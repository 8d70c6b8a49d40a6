"""openapi.yaml and openapi.lock.yaml out of reference pages, whole documents, and URLs of either."""
