"""The runner of the long fault tests."""

from pathlib import Path

import pytest

from tools.faults import main, scripts

GOOD = (
    'import sys\nfrom tests.house.tree import ROOT\nif __name__ == "__main__":\n    print(sys.argv)'
)
BAD = 'if __name__ == "__main__":\n    raise SystemExit("two messages for one key")'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Make a folder with a script that ends well, a part of it, and a test module."""
    (tmp_path / "kill.py").write_text(GOOD, "utf-8")
    (tmp_path / "world.py").write_text('"""What the scripts share."""', "utf-8")
    (tmp_path / "test_kill.py").write_text(GOOD, "utf-8")
    return tmp_path


def test_only_scripts_are_run(folder: Path) -> None:
    """Modules they share and pytest's own are left out."""
    assert [path.name for path in scripts(folder)] == ["kill.py"]


def test_the_seed_is_printed_and_handed_over(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A failure can be repeated, and scripts may import the checkout."""
    assert main(["--seed", "7"], folder) == 0

    said = capfd.readouterr().out
    assert "== kill --seed 7\n" in said
    assert "'--seed', '7'" in said


def test_one_failure_fails_the_run(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The others still run, and the last line says how to repeat it."""
    (folder / "cut.py").write_text(BAD, "utf-8")

    assert main(["--seed", "7"], folder) == 1
    said = capfd.readouterr().out
    assert "== kill" in said
    assert said.endswith("failed: cut --seed 7\n")


def test_nothing_to_run_is_no_success(tmp_path: Path) -> None:
    """A name that does not exist, or an empty folder, proves nothing."""
    assert main([], tmp_path) == 2
    assert main(["absent"], tmp_path) == 2
