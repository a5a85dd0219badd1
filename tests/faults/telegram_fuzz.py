"""The long form of the fuzzed updates: ten thousand shapes instead of one thousand.

python tests/faults/telegram_fuzz.py [--seed N]
"""

import argparse
import os
import sys

import pytest

TEST = "tests/platforms/telegram/test_fuzz.py"


def main() -> int:
    """Run the test of the suite with more updates and another seed."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    os.environ["FUZZED_UPDATES"] = "10000"
    os.environ["FUZZ_SEED"] = str(reader.parse_args().seed)
    return int(pytest.main(["-q", TEST]))


if __name__ == "__main__":
    sys.exit(main())
