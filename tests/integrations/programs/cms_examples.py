"""What the endpoints for the CMS respond in each framework."""

from mijnklantportaal.types import JSON

KEY = "OUJX2prdBbJxR77BZlGz"
AUTHENTICATION = "Bearer very-secret"
HTML = "<p>Für Ihr Büro in Zürich: € 12,95 🌷</p>"
VALUES: dict[str, JSON] = {"name": "Renée", "age": 20, "note": None, "colors": ["red", "blue"]}
