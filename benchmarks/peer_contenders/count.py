"""Count the calls of one peer and of plain code: `python -m benchmarks.peer_contenders.count PEER` under callgrind.

It prints what `benchmarks.contenders.count` prints, with the contender of each fork.
"""

import functools
import gc
import json
import sys

from benchmarks.contenders.count import run_fork

from .clients import PEERS

CALLS = {"get": 20, "list": 2}


def main(name: str) -> None:
    for contender, calls in PEERS[name].contenders().items():
        for case, number in CALLS.items():
            prepare = functools.partial(getattr, calls, case)
            gc.collect()
            once, twice = run_fork(prepare, number), run_fork(prepare, 2 * number)
            print(json.dumps({"contender": contender, "case": case, "calls": number, "once": once, "twice": twice}))


if __name__ == "__main__":
    main(sys.argv[1])
