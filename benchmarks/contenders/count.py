"""Run one contender under callgrind: `python -m benchmarks.contenders.count CONTENDER SERVER CASE...`.

Each measurement is a fork of this process, for which callgrind writes a count of its own: importing, which takes
callgrind many seconds, happens once. For each case there are two forks, the second of which does the work twice as
often, so that the difference is the work alone, without its first times. For each fork, a line of JSON goes to stdout.
"""

import gc
import json
import os
import sys
import traceback
from collections.abc import Callable

from .work import CALLS, Work, prepared_work


def run_fork(prepare: Callable[[], Work], calls: int) -> int:
    """Do the work in a fork, and return its process ID."""
    if sys.platform == "win32":
        raise NotImplementedError
    process = os.fork()
    if process == 0:
        try:
            work = prepare()
            for _ in range(calls):
                work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(process, 0)[1]:
        sys.exit(1)
    return process


def main(contender: str, server: str, *cases: str) -> None:
    prepared = prepared_work(contender, server)
    for case in cases:
        prepare, calls = prepared[case], CALLS[case]
        # Otherwise a collection that is due may happen to fall into the second fork only.
        gc.collect()
        once, twice = run_fork(prepare, calls), run_fork(prepare, 2 * calls)
        print(json.dumps({"case": case, "calls": calls, "once": once, "twice": twice}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
