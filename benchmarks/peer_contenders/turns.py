"""Time one peer and plain code in turns: `python -m benchmarks.peer_contenders.turns PEER ROUNDS`.

It prints what `benchmarks.contenders.turns` prints.
"""

import json
import sys

from benchmarks.contenders.turns import in_turns

from .clients import PEERS
from .count import CALLS


def main(name: str, rounds: str) -> None:
    contenders = PEERS[name].contenders()
    samples = {
        case: in_turns({name: getattr(calls, case) for name, calls in contenders.items()}, number, int(rounds))
        for case, number in CALLS.items()
    }
    print(json.dumps(samples))


if __name__ == "__main__":
    main(*sys.argv[1:])
