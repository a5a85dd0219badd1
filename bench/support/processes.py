"""Whole processes, measured from start to end."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took: seconds on the wall and in user code, and its largest memory."""

    wall: float
    user: float
    mebibytes: float
    code: int


def python(*words: str) -> list[str]:
    """Return a command line of this environment's Python."""
    return [sys.executable, *words]


def spend(command: Sequence[str], environ: Mapping[str, str] | None = None) -> Spent:
    """Run a command to its end without its output and say what it took."""
    began = perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return Spent(wall, usage.ru_utime, usage.ru_maxrss / 1024, process.returncode)


def resident(pid: int) -> float:
    """Return the memory of a running process in MiB, as Linux tells it."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    kibibytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kibibytes) / 1024


def work_of(pid: int) -> float:
    """Return the seconds of processor time that a running process has used, all threads."""
    stat = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
