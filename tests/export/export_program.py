"""Exports from a sandbox that another process serves, for tests that kill it: BASE_URL KEY TARGET SOURCE."""

import re
import sys
from pathlib import Path

from mijnklantportaal import MijnKlantportaal


def main(base_url: str, api_key: str, target: str, source: str) -> None:
    with MijnKlantportaal(api_key=api_key, base_url=base_url, throttle=False) as portal:
        if source == "everything":
            result = portal.export_all(to=target)
        else:
            result = portal.export(getattr(portal, source), to=target)
    print(result.objects, result.requests, peak_memory())


def peak_memory() -> int:
    """Return KiB; 0 where the system does not report it. `ru_maxrss` includes the process that started this one."""
    status = Path("/proc/self/status")
    match = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(match[1]) if match else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
