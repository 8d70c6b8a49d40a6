"""The `TestClient` of FastAPI, which warns that it needs another version of httpx when it is imported."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

__all__ = ["TestClient"]
