"""Running a command and knowing what it cost: wall seconds, processor seconds, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What a finished command answered and cost."""

    out: str
    wall_s: float
    cpu_s: float
    peak_mb: int


class BenchFailed(RuntimeError):
    """A command of the bench ended with an error; its last words are the message."""


def run(*command: str | Path, env: dict[str, str] | None = None, may_answer: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end. Raises BenchFailed when its exit code is not in `may_answer`."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if os.environ.get("BENCH_QUIET") else sys.stderr,
        env={**os.environ, **(env or {})},
        text=True,
    )
    assert process.stdout is not None
    out = process.stdout.read()
    # wait4 knows the memory of this one child; getrusage would know the largest of all.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode not in may_answer:
        raise BenchFailed(f"{command[0]} {command[1]} ended with {process.returncode}: {out[-500:]}")
    return Run(out, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def machine() -> dict[str, object]:
    """What this ran on."""
    model = "unknown"
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].split(":", 1)[1].strip() if lines else model
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "python": ".".join(map(str, sys.version_info[:3])),
        "load": round(os.getloadavg()[0], 1),
        "date": time.strftime("%Y-%m-%d"),
    }
