"""Exports that need pandas and pyarrow: the blocks of the page on exports, and files of the client."""

import importlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.docs_examples import BLOCKS, Block, demo_portal, run

# It has no type annotations.
parquet: Any = importlib.import_module("pyarrow.parquet")


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.page.name == "exports.md" and block.needs], ids=str
)
def test_example_with_a_data_frame_runs(tmp_path: Path, block: Block) -> None:
    with demo_portal() as environment:
        (tmp_path / "program.py").write_text(block.code, encoding="utf-8")
        assert "decimal128" in run("program.py", folder=tmp_path, **environment)


def test_lists_are_exported_as_parquet(tmp_path: Path) -> None:
    sandbox = Sandbox(page_size=3)
    for number in range(7):
        sandbox.customer_invoices.add(amount=Decimal(number) + Decimal("0.10"))
    with sandbox.client() as portal:
        assert portal.export(portal.customer_invoices, to=tmp_path / "invoices.parquet").objects == 7
        result = portal.export_all(to=tmp_path / "everything", format="parquet")
    invoices = parquet.read_table(tmp_path / "everything" / "customer_invoices.parquet")
    assert invoices.equals(parquet.read_table(tmp_path / "invoices.parquet"))
    assert sum(invoices["amount"].to_pylist()) == Decimal("21.70")
    assert {path.suffix for path in result.paths} == {".parquet"}
