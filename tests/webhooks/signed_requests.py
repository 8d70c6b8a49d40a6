"""Requests of the portal, for the tests of this folder."""

SECRET = "OUJX2prdBbJxR77BZlGz"
OTHER_SECRET = "w3FbKc0PzTqN5mYhV8sD"
HEADERS = {"X-Webhook-Signature": SECRET}
BODY = b'{"id":"inv_abc12345def678"}'
