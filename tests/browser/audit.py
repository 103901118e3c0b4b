"""Lighthouse on the built site: `make audit`, a table of medians for the closing note of a change.

A phone on slow 4G, simulated; pages packed as a host packs them; three runs of each page.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import machine
from .kinds import Site
from .server import serving

PAGES = ("home", "explainer", "article", "issue")
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# One run, in seconds: a browser that hangs is ended.
LONGEST = 180

# What the bounds ask: (what, at least or at most).
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST = {"LCP s": 1.5, "CLS": 0.004}


def node() -> str | machine.Lack:
    """Node of this project's environment, else the machine's."""
    found = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    return found or machine.Lack("Node", "make audit sets it up")


def report_of(url: str, program: Path, node_program: str) -> dict[str, Any]:
    """One report of Lighthouse; where it asks to be run again, it is, twice at most."""
    for _ in range(2):
        try:
            return run(url, program, node_program)
        except RuntimeError as error:
            if "run Lighthouse again" not in str(error):
                raise
    return run(url, program, node_program)


def run(url: str, program: Path, node_program: str) -> dict[str, Any]:
    """One run of Lighthouse.

    Errors: RuntimeError with its last words where it gives up or hangs.
    """
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    with tempfile.TemporaryDirectory() as folder:
        command = [
            node_program, str(machine.package_file("lighthouse/cli/index.js")), url, "--quiet",
            "--output=json", f"--output-path={folder}/report.json",
            f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}",
        ]  # fmt: skip
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": str(program), "TMPDIR": folder},
            capture_output=True, text=True, timeout=LONGEST, check=False,
        )  # fmt: skip
        report = Path(folder) / "report.json"
        if done.returncode or not report.is_file():
            raise RuntimeError(done.stderr.strip()[-500:])
        return dict(json.loads(report.read_text(encoding="utf-8")))


def figures(report: dict[str, Any]) -> dict[str, float]:
    """The numbers of a report that the bounds name; scores of 0 to 100."""
    audits = report["audits"]
    return {
        **{name: 100 * (report["categories"][name]["score"] or 0) for name in CATEGORIES},
        "LCP s": round(audits["largest-contentful-paint"]["numericValue"] / 1000, 2),
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
        "KB": audits["total-byte-weight"]["numericValue"] / 1024,
    }


def faults(report: dict[str, Any]) -> list[str]:
    """Audits below their best in the three categories that do not depend on the machine."""
    wanted = {
        ref["id"]
        for name in CATEGORIES[1:]
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"]
    }
    return sorted(
        f"{name}: {report['audits'][name]['title']}"
        for name in wanted
        if (report["audits"][name]["score"] or 0) < 1
        and report["audits"][name]["scoreDisplayMode"] in {"binary", "numeric", "metricSavings"}
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.audit", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", action="append", choices=PAGES)
    asked = parser.parse_args(arguments)
    program, node_program = machine.chromium(), node()
    lighthouse = machine.package_file("lighthouse/cli/index.js")
    for found in (program, node_program, lighthouse):
        if isinstance(found, machine.Lack):
            print(found, file=sys.stderr)
            return 2
    assert isinstance(program, Path)
    assert isinstance(node_program, str)
    site, missed = Site(asked.site), False
    names = [*CATEGORIES, *MOST, "KB"]
    print(f"Lighthouse {machine.version_of('lighthouse')}, phone, median of {asked.runs}")
    print("".join([f"{'page':<12}", *(f"{name:>16}" for name in names)]))
    with serving(site.folder) as served:
        for kind in asked.only or PAGES:
            url = served.url(site.address(kind))
            reports = [report_of(url, program, node_program) for _ in range(asked.runs)]
            medians = {
                name: statistics.median(figures(report)[name] for report in reports)
                for name in names
            }
            print(
                "".join([f"{kind:<12}", *(f"{medians[name]:>16.2f}" for name in names)]), flush=True
            )
            for fault in faults(reports[-1]):
                print(f"    {fault}")
            missed |= any(medians[name] < bound for name, bound in LEAST.items())
            missed |= any(medians[name] > bound for name, bound in MOST.items())
    bounds = [f"{n} ≥ {b}" for n, b in LEAST.items()] + [f"{n} ≤ {b}" for n, b in MOST.items()]
    print(f"{'Below' if missed else 'Within'} the bounds: {', '.join(bounds)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
