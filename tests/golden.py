"""Golden files: what people see, kept under tests/golden and rewritten only by `make golden`."""

from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"
OPTION = "--write-golden"


@dataclass(frozen=True, slots=True)
class Golden:
    """Compares a rendering with its file, or writes the file."""

    folder: Path
    writes: bool

    def __call__(self, name: str, rendering: str) -> None:
        """Check a rendering against `name`, a path such as `telegram/move.html`."""
        path = self.folder / name
        if self.writes:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(rendering.encode())
            return
        assert path.exists(), f"no golden file {name}: run `make golden` and read it"
        assert rendering == path.read_bytes().decode(), f"{name} has changed"


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Return the check of a rendering against its golden file."""
    return Golden(FOLDER, writes=bool(pytestconfig.getoption(OPTION)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option behind `make golden`."""
    parser.addoption(OPTION, action="store_true", help="rewrite the golden files")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that uses a golden file, so that `make golden` runs those alone."""
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.golden)
