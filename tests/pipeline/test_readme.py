"""The table of resources in the README."""

import pytest

from pipeline.errors import PipelineError
from pipeline.readme import END, START, with_resource_table
from tests.pipeline.render.render_samples import api, method, resource

API = api(method(name="list"), method(name="get"), resources=(resource(method(name="close"), name="tickets"),))


def test_table_replaces_what_is_between_the_marks() -> None:
    table = "| attribute | methods |\n|---|---|\n| `things` | `list` `get` |\n| `tickets` | `close` |\n"
    assert with_resource_table(f"a\n{START}\nold\n{END}\nb\n", API) == f"a\n{START}\n{table}{END}\nb\n"


@pytest.mark.parametrize("readme", ["", START, END, f"{END} {START}"])
def test_readme_without_marks_is_reported(readme: str) -> None:
    with pytest.raises(PipelineError, match=r"README\.md has no marks for the table of resources: insert"):
        with_resource_table(readme, API)
