"""The machine that figures were seen on."""

import os
import platform
from pathlib import Path

import scrapy
import trafilatura


def machine() -> str:
    """Processor, cores, memory, load and versions, on one line."""
    said = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = [line.split(": ")[1] for line in said.splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{(models or [platform.machine()])[0]}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
        f"load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, Scrapy {scrapy.__version__}, trafilatura {trafilatura.__version__}"
    )
