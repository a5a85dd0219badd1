"""The lock files: releases pinned by hashes, from no named place, in step with pyproject."""

import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement

from tests.house.tree import ROOT

LOCKS = ("requirements/run.txt", "requirements/dev.txt", "requirements/scale.txt")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+))?$")
HASHED = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _read(lock: str) -> str:
    """Return a lock file with its continued lines joined."""
    return (ROOT / lock).read_text(encoding="utf-8").replace(" \\\n    ", " ")


def _pins(lock: str) -> dict[str, str]:
    """Return the release of each distribution that a lock file names."""
    heads = (line.split(" --hash")[0] for line in _read(lock).splitlines())
    return {found["name"]: found["version"] for found in map(PINNED.match, heads) if found}


def _asked(*, dev: bool) -> list[Requirement]:
    """Return what pyproject asks for."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    asked = [*project["dependencies"], *groups["build"]]
    if dev:
        asked += [*groups["dev"], *chain(*project["optional-dependencies"].values())]
    return [Requirement(line) for line in asked]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    """A file that is not the one the lock was made with is refused."""
    for line in _read(lock).splitlines():
        head, *hashes = line.split(" --hash=")
        assert PINNED.match(head), line
        assert hashes, line
        assert all(HASHED.fullmatch(f"--hash={value}") for value in hashes), line


@pytest.mark.parametrize("lock", LOCKS)
def test_no_line_names_a_place(lock: str) -> None:
    """Where packages come from is the machine's business."""
    assert (
        re.findall(r"//|^\s*-(?!-hash=sha256:).*|@", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
        == []
    )


@pytest.mark.parametrize(("lock", "dev"), [(LOCKS[0], False), (LOCKS[1], True)])
def test_the_lock_holds_what_pyproject_asks(lock: str, *, dev: bool) -> None:
    """A changed requirement needs `make lock`."""
    pins = _pins(lock)
    for asked in _asked(dev=dev):
        name = re.sub(r"[._]+", "-", asked.name).lower()
        assert asked.specifier.contains(pins.get(name, "0"), prereleases=True), asked


def test_development_has_what_a_run_has() -> None:
    """What is tested is what runs, on one machine and on many."""
    run, dev, scale = map(_pins, LOCKS)
    assert run.items() <= scale.items() <= dev.items()
    assert {"procrastinate", "psycopg"} <= scale.keys() - run.keys()
