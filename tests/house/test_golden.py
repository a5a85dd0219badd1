"""Golden files are compared, and written only on demand."""

from pathlib import Path

import pytest

from tests.golden import Golden


def test_a_changed_rendering_fails(tmp_path: Path) -> None:
    """The file holds what people saw; a difference is a change of what they see."""
    Golden(tmp_path, writes=True)("plain/move.txt", "台積電 1070\n")

    Golden(tmp_path, writes=False)("plain/move.txt", "台積電 1070\n")
    with pytest.raises(AssertionError, match=r"move\.txt has changed"):
        Golden(tmp_path, writes=False)("plain/move.txt", "台積電 1070")


def test_a_missing_file_fails(tmp_path: Path) -> None:
    """A rendering without a file was never looked at."""
    with pytest.raises(AssertionError, match="make golden"):
        Golden(tmp_path, writes=False)("new.txt", "")
    assert list(tmp_path.iterdir()) == []
