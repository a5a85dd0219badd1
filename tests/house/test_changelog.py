"""The changelog, the package and pyproject tell the same version."""

import re
import tomllib

from bot import __version__
from tests.house.tree import ROOT


def _headings() -> list[str]:
    """Return the versions that the changelog describes, newest first."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)


def test_the_changelog_describes_this_version() -> None:
    """Unreleased changes stand on top, then the version of the package."""
    assert _headings()[:2] == ["Unreleased", __version__]


def test_pyproject_has_the_package_version() -> None:
    """The distribution and the code name one version."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pyproject["project"]["version"] == __version__
