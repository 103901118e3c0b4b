"""Pages made by workers that know only the sheets they are sent: the same bytes, whoever is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from generator.engines.cluster import Cluster, Files
from generator.engines.direct import build_site
from generator.engines.mkdocs_adapter import EngineError
from generator.engines.press import Order, Press, printed
from generator.publishing import Edition, Sheet
from generator.site import read_site

from archive import write_archive
from conftest import ROOT, Run, add_engine, tree

pytestmark = pytest.mark.slow

# So many that pages still come while a worker is killed.
ARTICLES = 120


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process of its own that has the same checkout; a lost one is replaced."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", str(ROOT))
        started = LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50,
        )  # fmt: skip
        with started:
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
    monkeypatch.setattr("generator.engines.cluster.Cluster.send", None)

    build_site(golden_project, golden_project / "site", site, scheduler=scheduler(cluster))

    assert tree(golden_project / "site") == before


def test_a_worker_killed_in_the_middle_costs_nothing(
    cluster: Any, tmp_path: Path, explainer: Run
) -> None:
    """Its batches go to the other one, or to whoever takes its place."""
    write_archive(tmp_path, ARTICLES)
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
    assert len(ours) > 500
    assert ours == tree(tmp_path / "here")


def test_the_same_sheet_is_the_same_files_wherever_it_is_made(golden_project: Path) -> None:
    press = Press(golden_project)
    site = read_site(golden_project)
    sheet = Edition(site, press.renderer.settings, golden_project).sheet(site.documents[0])

    (files,) = printed(Order(str(golden_project), press.ground, "1000000000"), [sheet])

    assert files == press.files(sheet)


def old_worker(scheduler: str, code: Path) -> subprocess.Popen[bytes]:
    """A worker, in a process of its own, that has the code in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", scheduler, "--no-dashboard",
         "--nthreads", "1", "--no-nanny"],
        env={**os.environ, "PYTHONPATH": str(code), "PYTHONSAFEPATH": "1"}, cwd=code,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def strange(folder: Path) -> None:
    """Code of which the engine knows nothing of ours."""
    (folder / "generator").mkdir(parents=True)
    (folder / "generator" / "__init__.py").write_text("")


def changed(folder: Path) -> None:
    shutil.copytree(
        ROOT / "generator", folder / "generator",
        ignore=shutil.ignore_patterns("node_modules", "__pycache__"),
    )  # fmt: skip
    body = folder / "generator" / "writers" / "html" / "body.py"
    body.write_text(body.read_text().replace("<p", "<p data-other"))


@pytest.mark.parametrize(
    ("make", "words"),
    [(strange, "No module named"), (changed, "has other code")],
    ids=["strange", "changed"],
)
def test_a_worker_with_other_code_is_refused_and_the_old_site_stays(
    make: Callable[[Path], None], words: str, golden_project: Path, tmp_path: Path, explainer: Run
) -> None:
    build_site(golden_project, golden_project / "site", read_site(golden_project), 1)
    before = tree(golden_project / "site")
    (golden_project / "site_config" / "theme" / "partials" / "use.html").write_text("new")
    make(tmp_path / "code")
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty:
        worker = old_worker(empty.scheduler_address, tmp_path / "code")
        try:
            ends = time.monotonic() + 60
            while not empty.scheduler.workers and time.monotonic() < ends:
                time.sleep(0.05)
            done = explainer("build", "--executor", scheduler(empty), cwd=golden_project)
        finally:
            worker.kill()
            worker.wait()

    assert done.returncode == 1, done.stderr
    assert "is not like this machine" in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(golden_project / "site") == before
    assert [path.name for path in golden_project.glob(".site.*")] == []


def test_a_build_whose_last_worker_is_lost_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it has made pages before: those that are still to come make it end."""
    write_archive(tmp_path, 30)
    add_engine(tmp_path)
    monkeypatch.setattr("generator.engines.cluster._ALONE", 3)
    send, sent = Cluster.send, list[Future[Files]]()
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty:
        worker = old_worker(empty.scheduler_address, ROOT)

        def sent_to_one_that_is_lost(to: Cluster, sheets: Sequence[Sheet]) -> Future[Files]:
            if len(sent) == 2:
                assert sent[0].result(60)
                worker.kill()
                worker.wait()
            sent.append(send(to, sheets))
            return sent[-1]

        monkeypatch.setattr(Cluster, "send", sent_to_one_that_is_lost)
        while not empty.scheduler.workers:
            time.sleep(0.05)
        with pytest.raises(EngineError, match=r"no worker of .* is left"):
            build_site(tmp_path, tmp_path / "site", read_site(tmp_path), scheduler=scheduler(empty))

    assert len(sent) > 2
    assert not (tmp_path / "site").exists()
    assert [path.name for path in tmp_path.glob(".site.*")] == []


# The command as it is, but that it waits for an answer for a second, not for ten.
IMPATIENT = (
    "from generator.engines import cluster; cluster._PATIENCE = 1; "
    "from generator.cli import main; main()"
)


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("dask://127.0.0.1:9", 1, "does not answer; start it with: dask scheduler"),
        ("tcp://127.0.0.1:9", 2, "write the address of a scheduler"),
        ("dask://", 2, "write the address of a scheduler"),
        ("dask://[", 2, "write the address of a scheduler"),
        ("nowhere", 2, "write the address of a scheduler"),
    ],
)
def test_a_scheduler_that_is_not_there_is_told(
    address: str, code: int, words: str, golden_project: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT, "build", "--executor", address], cwd=golden_project,
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip

    assert done.returncode == code
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert [path.name for path in golden_project.glob("*site*")] == ["site_config"]


def test_a_scheduler_without_workers_is_told(golden_project: Path, explainer: Run) -> None:
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty:
        done = explainer("build", "--executor", scheduler(empty), cwd=golden_project)

    assert done.returncode == 1
    assert "has no workers; start some with: dask worker" in done.stderr
    assert [path.name for path in golden_project.glob("*site*")] == ["site_config"]
