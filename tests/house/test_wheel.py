"""The wheel works outside the checkout and holds everything the packages need."""

import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.tree import ROOT, run, tracked

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", name="wheel")
def _wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-index")
    run(*pip, "--no-build-isolation", "--wheel-dir", folder, ROOT)
    return next(folder.glob("banquet-*.whl"))


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    """Migrations, catalogs, templates, static files and bundled data travel with the code."""
    with ZipFile(wheel) as archive:
        held = {Path(name) for name in archive.namelist()}

    assert set(tracked("bot", "handlers", "storage")) - held == set()


def test_the_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The command starts from the installed files, with this environment's libraries."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--quiet", "--python", python, "install", "--no-index")
    run(*pip, "--no-deps", wheel)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    where = run(python, "-c", "import bot; print(bot.__file__)", cwd=tmp_path)
    shown = run(python.parent / "banquet", "--help", cwd=tmp_path)

    line = ("/move 2330 2025-02-03", "--lang", "en", "--data-dir", tmp_path / "data")
    answered = run(python.parent / "banquet", "ask", *line, cwd=tmp_path)

    assert Path(where.strip()).is_relative_to(site)
    assert "ask" in shown
    assert "1,070 ▼65 (-5.73%)" in answered
