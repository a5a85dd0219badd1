"""One file does one thing: no module is long, and most are short."""

from statistics import median

from tests.house.tree import ROOT, modules

LONGEST = 250
MIDDLE = 120


def _sizes() -> dict[str, int]:
    """Count the lines of each module."""
    return {str(path): len((ROOT / path).read_bytes().splitlines()) for path in modules()}


def test_no_module_is_too_long() -> None:
    """A module past the cap does more than one thing."""
    assert {path: size for path, size in _sizes().items() if size > LONGEST} == {}


def test_the_middle_module_is_short() -> None:
    """Empty package files do not count towards the median."""
    assert median(size for size in _sizes().values() if size > 1) <= MIDDLE
