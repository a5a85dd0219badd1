"""What must not stand in the files: floats in money, other clocks, left-overs, mere silencing."""

import re

import pytest

from tests.house.tree import lines, modules, tracked

CLOCK = "bot/core/clock.py"
NOW = r"\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(|\btime\.(time|time_ns|sleep)\("
LEFT_OVERS = r"TO[D]O|FIX[M]E|\bXX[X]\b|NotImplemented[E]rror"
REGISTRIES = r"pypi\.[o]rg|python[h]osted\.|npm[j]s\.|deb\.[d]ebian\.|/simpl[e]/"
MACHINE = r"(?<![\w./-])/(work|farm|root|opt/wheels|opt/pypi|tmp/brief)\b"
UNEXPLAINED = r"#\s*(noqa|type:\s*ignore)(:\s*[A-Z0-9, ]+|\[[a-z, -]+\])?\s*$"


def _places(pattern: str, found: list[tuple[str, str]]) -> list[str]:
    """List the places whose line has the pattern."""
    return [place for place, line in found if re.search(pattern, line)]


@pytest.mark.parametrize("folder", ["bot/market", "bot/core", "handlers"])
def test_money_is_never_a_float(folder: str) -> None:
    """Prices and percentages are decimals from the first byte to the last."""
    assert _places(r"\bfloat\(", list(lines(modules(folder)))) == []


def test_only_the_clock_knows_the_time() -> None:
    """Everything else takes the time from the injected clock."""
    found = [row for row in lines(modules()) if not row[0].startswith(f"{CLOCK}:")]
    assert _places(NOW, found) == []


def test_nothing_is_left_over() -> None:
    """No note to do something later and no body that only raises."""
    assert _places(LEFT_OVERS, list(lines(modules()))) == []


def test_every_exception_to_a_rule_has_its_reason() -> None:
    """A silenced finding says on its line why it is right."""
    assert _places(UNEXPLAINED, list(lines(modules()))) == []


def test_tests_replace_nothing_by_name() -> None:
    """Tests hand in fakes of our ports; they patch no attribute of our code."""
    assert _places(r"monkeypatch\.[s]etattr|\bmoc[k]\.", list(lines(modules("tests")))) == []


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE])
def test_files_name_no_host_or_path_of_one_machine(pattern: str) -> None:
    """The repository is the same wherever it is checked out."""
    assert _places(pattern, list(lines(tracked()))) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (NOW, "at = datetime." + "now(UTC)"),
        (NOW, "time." + "sleep(1)"),
        (REGISTRIES, "see https://pypi.o" + "rg/project/banquet"),
        (MACHINE, "cd /" + "work/main"),
        (UNEXPLAINED, "x = 1  # " + "noqa: F401"),
        (UNEXPLAINED, "x = y  # type: " + "ignore[arg-type]"),
    ],
)
def test_the_patterns_find_what_they_look_for(pattern: str, line: str) -> None:
    """A gate that finds nothing anywhere guards nothing."""
    assert re.search(pattern, line)
