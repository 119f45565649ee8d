"""The archive for machines without the internet: made here, set up where there is no network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from programs import missing

from planner.deploy import bundle
from planner.deploy.bundle import PYTHONS, ROOT

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
HEALTHY = "from app import app; print(app.test_client().get('/healthz').status_code)"


@pytest.mark.parametrize("python", PYTHONS)
def test_each_system_gets_what_it_needs(python: str) -> None:
    linux, windows = (bundle._wanted(LOCK, system, python) for system in ("linux", "windows"))
    names = [{re.split("[=;]", line)[0].strip() for line in lines} for lines in (linux, windows)]
    assert names[0] - names[1] == {"granian"}
    assert names[1] <= names[0]
    assert {"flask", "setuptools", "psycopg-binary"} <= names[0] & names[1]
    assert [line for line in linux + windows if ";" in line or "--hash=sha256:" not in line] == []


@pytest.mark.skipif(sys.platform != "linux", reason="it is made for the machine that tests it")
def test_it_is_set_up_without_a_network(tmp_path: Path) -> None:
    try:
        archive = bundle.bundle(tmp_path, [RUNNING], ["linux"])
    except subprocess.CalledProcessError as error:
        if "pip" not in error.cmd:
            raise
        missing("What pip installs", "an internet connection, or a mirror that pip knows")
    with ZipFile(archive) as packed:
        packed.extractall(tmp_path)
        (home,) = {name.split("/")[0] for name in packed.namelist()}
        assert {one.date_time for one in packed.infolist()} == {packed.infolist()[0].date_time}
    folder = tmp_path / home
    settings = {"PLANNER_VAR": str(tmp_path / "var"), "PIP_NO_INDEX": "1", "PYTHON": sys.executable}
    offline = _offline()

    def run(*command: str) -> str:
        done = subprocess.run(
            [*offline, *command],
            cwd=folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "Ready" in run("sh", "install.sh")
    assert "Lâm Đồng" in run(".venv/bin/planner", "init", "--province", "Lâm Đồng")
    assert run(".venv/bin/python", "-c", HEALTHY) == "200\n"
    if offline:
        code = "import urllib.request as asked; asked.urlopen('http://127.0.0.1:9', timeout=9)"
        with pytest.raises(AssertionError, match="unreachable"):
            run(".venv/bin/python", "-c", code)


def _offline() -> list[str]:
    """Return what takes the network from a command, where this user may do that."""
    command = ["unshare", "--net"]
    found = shutil.which("unshare") and os.geteuid() == 0
    able = found and subprocess.run([*command, "true"], check=False, capture_output=True)
    return command if able and able.returncode == 0 else []
