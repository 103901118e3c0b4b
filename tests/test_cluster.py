"""Pages made by workers that know only the sheets they are sent: the same bytes, whoever is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from generator.engines.direct import build_site
from generator.engines.press import Order, Press, printed
from generator.publishing import Edition
from generator.site import read_site

from browser.building import real_content
from conftest import ROOT, Run, add_engine, tree

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two workers, each a process of its own that has the same checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


def scheduler(cluster: Any) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def test_two_workers_give_the_same_bytes(
    cluster: Any, golden_project: Path, explainer: Run
) -> None:
    done = explainer("build", "--executor", scheduler(cluster), cwd=golden_project)

    assert done.returncode == 0, done.stderr
    build_site(golden_project, golden_project / "here", read_site(golden_project), 1)
    assert tree(golden_project / "site") == tree(golden_project / "here")


def test_what_is_as_it_was_is_sent_to_nobody(
    cluster: Any, golden_project: Path, explainer: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = read_site(golden_project)
    build_site(golden_project, golden_project / "site", site, scheduler=scheduler(cluster))
    before = tree(golden_project / "site")
    monkeypatch.setattr("generator.engines.direct.printed", None)

    build_site(golden_project, golden_project / "site", site, scheduler=scheduler(cluster))

    assert tree(golden_project / "site") == before


def test_a_worker_killed_in_the_middle_costs_nothing(
    cluster: Any, tmp_path: Path, explainer: Run
) -> None:
    """Its batches go to the other one, or to whoever takes its place."""
    real_content(tmp_path)
    add_engine(tmp_path)
    killed = threading.Event()
    pid = cluster.workers[0].pid

    def kill_once_pages_come() -> None:
        ends = time.monotonic() + 120
        while time.monotonic() < ends:
            if any(tmp_path.glob(".site.building-*/topics/*/index.html")):
                os.kill(pid, signal.SIGKILL)
                killed.set()
                return
            time.sleep(0.005)

    killer = threading.Thread(target=kill_once_pages_come)
    killer.start()
    done = explainer("build", "--executor", scheduler(cluster), cwd=tmp_path)
    killer.join()

    assert done.returncode == 0, done.stderr
    assert killed.is_set()
    build_site(tmp_path, tmp_path / "here", read_site(tmp_path))
    ours = tree(tmp_path / "site")
    assert len(ours) > 1000
    assert ours == tree(tmp_path / "here")


def test_a_worker_with_another_theme_is_refused_and_the_old_site_stays(
    golden_project: Path,
) -> None:
    press = Press(golden_project)
    edition = Edition(read_site(golden_project), press.renderer.settings, golden_project)
    sheet = edition.sheet(read_site(golden_project).documents[0])
    footer = golden_project / "site_config" / "theme" / "partials" / "footer.html"
    order = Order(str(golden_project), press.ground, None)
    (files,) = printed(order, [sheet])
    assert files == press.files(sheet)
    footer.write_text(footer.read_text() + "other\n")

    script = (
        "import sys\n"
        "from generator.engines.mkdocs_adapter import EngineError\n"
        "from generator.engines.press import Order, printed\n"
        "try:\n"
        "    printed(Order(sys.argv[1], sys.argv[2], None), [])\n"
        "except EngineError as error:\n"
        "    print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, order.project_dir, order.ground],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "another theme" in told.stdout


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("dask://127.0.0.1:9", 1, "does not answer; start it with: dask scheduler"),
        ("tcp://127.0.0.1:9", 2, "write the address of a scheduler"),
        ("dask://", 2, "write the address of a scheduler"),
        ("nowhere", 2, "write the address of a scheduler"),
    ],
)
def test_a_scheduler_that_is_not_there_is_told(
    address: str, code: int, words: str, golden_project: Path, explainer: Run
) -> None:
    done = explainer("build", "--executor", address, cwd=golden_project)

    assert done.returncode == code
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert [path.name for path in golden_project.glob("*site*")] == ["site_config"]


def test_a_scheduler_without_workers_is_told(golden_project: Path, explainer: Run) -> None:
    with LocalCluster(n_workers=0, processes=True, dashboard_address=None) as empty:
        done = explainer("build", "--executor", scheduler(empty), cwd=golden_project)

    assert done.returncode == 1
    assert "has no workers; start some with: dask worker" in done.stderr
    assert [path.name for path in golden_project.glob("*site*")] == ["site_config"]
