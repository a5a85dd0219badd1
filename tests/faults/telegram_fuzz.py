"""The long form of fuzzed updates and forged presses: ten thousand of each.

python tests/faults/telegram_fuzz.py [--seed N]
"""

import argparse
import os
import sys

import pytest

TESTS = ("tests/platforms/telegram/test_fuzz.py", "tests/platforms/telegram/test_forged.py")


def main() -> int:
    """Run the test of the suite with more updates and another seed."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    os.environ["FUZZED_UPDATES"] = os.environ["FORGED_PRESSES"] = "10000"
    os.environ["FUZZ_SEED"] = str(reader.parse_args().seed)
    return int(pytest.main(["-q", *TESTS]))


if __name__ == "__main__":
    sys.exit(main())
