"""The files of this checkout, as the gates read them."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("bot", "handlers", "storage", "tests", "tools", "bench")


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    """Run a program by name or path and return what it prints; a failure shows its words."""
    program = shutil.which(words[0])
    assert program, f"{words[0]} is not installed"
    ended = subprocess.run(
        (program, *words[1:]), cwd=cwd, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def tracked(*folders: str) -> list[Path]:
    """List the files that git tracks, or would with the next `add`, as paths from the root."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders)
    return sorted({Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()})


def modules(*folders: str) -> list[Path]:
    """List the Python modules in these folders, or in all folders of code."""
    return [path for path in tracked(*(folders or CODE)) if path.suffix == ".py"]


def lines(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield each line of text with its place; files that are no UTF-8 text are passed over."""
    for path in paths:
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{path}:{number}", line
