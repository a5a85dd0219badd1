"""The long form of the walk through time: 800 days in each zone, and 200 jumps of the clock.

python tests/faults/schedule_time.py [--seed N]
"""

import argparse
import os
import sys

import pytest

TEST = "tests/core/test_schedule_time.py"


def main() -> int:
    """Run the test of the suite with more days, more jumps and another seed."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    os.environ["SCHEDULE_DAYS"] = "800"
    os.environ["SCHEDULE_JUMPS"] = "200"
    os.environ["SCHEDULE_SEED"] = str(reader.parse_args().seed)
    return int(pytest.main(["-q", TEST]))


if __name__ == "__main__":
    sys.exit(main())
