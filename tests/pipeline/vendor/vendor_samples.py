"""Small specs and pages, and a workspace to vendor them."""

from datetime import date
from pathlib import Path

from pipeline.vendor.vendoring import vendor

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "tests/pipeline/pages").glob("*.md"))

HEAD = """\
openapi: 3.1.1
info:
  title: Shop
  version: v1
servers:
  - url: https://api.example.com/v1
tags:
  - name: Orders API
  - name: Stock API
"""

DOCUMENT = f"""\
{HEAD}paths:
  # Everything about orders.
  /orders:
    get:
      tags:
        - Orders API
      operationId: list-orders
      responses:
        '200':
          description: >-
            Orders, folded over
            two lines
  /orders/{{orderId}}:
    get:
      tags:
        - Orders API
      operationId: get-order
      responses:
        '200':
          description: One order
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Order'
  /stock:
    get:
      tags:
        - Stock API
      operationId: get-stock
      responses:
        '200':
          description: Stock
components:
  schemas:
    Order:
      type: object
      properties:
        orderedAt:
          type: string
          example: 2025-04-31  # in no calendar
        number:
          type: string
          example: 2024-001
    Stock:
      type: integer
"""

PAGE = f"""\
# Create order

```bash
curl https://api.example.com/v1/orders
```

````yaml /openapi.yaml post /orders
{HEAD}paths:
  /orders:
    post:
      tags:
        - Orders API
      operationId: create-order
      responses:
        '201':
          description: "The order"
components:
  schemas:
    Receipt:
      type: string
      example: '2024-04-29'
````
"""


class Workspace:
    """A folder with sources, a spec and a lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.target = folder / "out" / "openapi.yaml"
        self.lock = folder / "out" / "openapi.lock.yaml"
        self.target.parent.mkdir()

    def add(self, name: str, text: str | bytes) -> str:
        """Write a source and return its path."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def vendor(self, *sources: str | Path, today: date = date(2026, 4, 1)) -> str:
        """Vendor the sources and return the result."""
        self.summary = vendor([str(source) for source in sources], self.target, self.lock, today)
        return self.target.read_text(encoding="utf-8")

    def written(self) -> list[str]:
        return sorted(path.name for path in self.target.parent.iterdir())


def lines_in_order(part: str, whole: str) -> bool:
    """Return whether one text contains all lines of the other, in the same order."""
    remaining = iter(whole.splitlines())
    return all(line in remaining for line in part.splitlines() if line.strip())
