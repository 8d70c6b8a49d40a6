"""Exports from a sandbox that another process serves, for tests that kill it: BASE_URL KEY TARGET."""

import resource
import sys

from mijnklantportaal import MijnKlantportaal


def main(base_url: str, api_key: str, target: str, what: str) -> None:
    with MijnKlantportaal(api_key=api_key, base_url=base_url, throttle=False) as portal:
        if what == "everything":
            result = portal.export_all(to=target)
        else:
            result = portal.export(getattr(portal, what), to=target)
    # In KiB on Linux.
    print(result.objects, result.requests, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main(*sys.argv[1:])
