"""`python -m pipeline.site FOLDER`: write the pages of the documentation, for mkdocs."""

import argparse
from pathlib import Path

from pipeline.errors import run_command
from pipeline.site.writing import write_pages

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> None:
    """Write the pages.

    Raises:
        PipelineError: A file is missing or not valid, or a link leads nowhere.
    """
    parser = argparse.ArgumentParser(prog="python -m pipeline.site", description="Write the pages for mkdocs.")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="the folder to write to; old pages are deleted")
    folder: Path = parser.parse_args(arguments).folder
    print(f"{folder} holds {write_pages(ROOT, folder)} pages.")


if __name__ == "__main__":
    run_command(main)
