"""Export everything that a portal has to one SQLite file a day, and keep the newest files.

    python nightly_export.py backups --keep 14

It reads MIJNKLANTPORTAAL_API_KEY as the client does. Exit code 1 means that there is no complete file of today: run it
again, and it continues where it was.
"""

import argparse
import logging
import os
import sys
from datetime import date
from pathlib import Path

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError

log = logging.getLogger("nightly_export")


def export(target: Path) -> None:
    """Write the file of today, unless it exists. A list for which the key lacks the scope is left out."""
    if target.exists():
        log.info("%s exists already", target)
        return
    with MijnKlantportaal() as portal:
        result = portal.export_all(to=target)
    log.info(
        "%s: %s%d objects, %d requests",
        target,
        "resumed, " if result.resumed else "",
        result.objects,
        result.requests,
    )


def delete_old(folder: Path, keep: int, target: Path) -> None:
    """Delete all but the newest files, and what exports of earlier days have left unfinished."""
    # The dates in the names sort as texts do.
    outdated = sorted(folder.glob("portal-????-??-??.sqlite"))[:-keep]
    unfinished = folder.glob("portal-????-??-??.sqlite.partial")
    for path in [*outdated, *unfinished]:
        if not path.name.startswith(target.name):
            path.unlink()
            log.info("%s deleted", path)


def main() -> int:
    parser = argparse.ArgumentParser(description="Export a portal to one SQLite file a day.")
    parser.add_argument("folder", type=Path, help="the folder of the files; it is created if necessary")
    parser.add_argument("--keep", type=int, default=14, metavar="N", help="how many files to keep (default: 14)")
    options = parser.parse_args()
    if options.keep < 1:
        parser.error("--keep must be at least 1")
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    # The warnings of an export become lines of the log.
    logging.captureWarnings(True)
    log.setLevel(logging.INFO)
    # The file has personal data and the secrets of webhooks: only its owner may read it.
    os.umask(0o077)
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        target: Path = options.folder / f"portal-{date.today()}.sqlite"
        export(target)
        delete_old(options.folder, options.keep, target)
    except (MijnKlantportaalError, OSError) as error:
        log.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
