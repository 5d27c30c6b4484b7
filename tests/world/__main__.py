"""``python -m tests.world SEED``: the world of a seed as a story; see the package."""

from __future__ import annotations

import argparse
import sys

from tests.world.telling import WrongEndError, live, shortened, steps_of
from tests.world.test_world import STEPS


def main() -> int:
    """Live through a world and tell it."""
    parser = argparse.ArgumentParser(prog="python -m tests.world", description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("--steps", type=int, default=STEPS, help="how many steps the seed's list has")
    parser.add_argument("--only", default="", help="numbers of the steps to live through, with commas")
    parser.add_argument("--shorten", action="store_true", help="leave out what the failing does not need")
    asked = parser.parse_args()
    steps = steps_of(asked.seed, asked.steps)
    if asked.only:
        wanted = {int(number) for number in asked.only.split(",")}
        steps = [step for step in steps if step.number in wanted]
    if asked.shorten:
        steps = shortened(asked.seed, steps)
        print("--only", ",".join(str(step.number) for step in steps))
    try:
        print("\n".join(live(asked.seed, steps)))
    except WrongEndError as wrong:
        print(wrong)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
