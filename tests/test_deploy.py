"""What planner/deploy/ ships besides nginx.conf, which tests/web/test_nginx.py runs."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from programs import ROOT, missing

DEPLOY = ROOT / "planner" / "deploy"
NAMESPACE = {"task": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


@pytest.mark.skipif(sys.platform == "win32", reason="systemd is Linux's")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze") or missing("systemd", "apt install systemd")
    unit = (DEPLOY / "planner.service").read_text(encoding="utf-8")
    assert "/srv/planner/.venv/bin/planner serve --workers 1" in unit
    unit = unit.replace("/srv/planner/.venv/bin/planner", sys.executable)
    (tmp_path / "planner.service").write_text(unit, encoding="utf-8")
    command = [program, "verify", "--recursive-errors=no", str(tmp_path / "planner.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_windows_starts_it_without_a_time_limit() -> None:
    task = ET.parse(DEPLOY / "windows-task.xml")  # noqa: S314 (ours)
    said = {
        name: task.findtext(f".//task:{name}", namespaces=NAMESPACE)
        for name in ("ExecutionTimeLimit", "Arguments", "WorkingDirectory")
    }
    assert said == {
        "ExecutionTimeLimit": "PT0S",
        "Arguments": "serve",
        "WorkingDirectory": "C:\\planner",
    }
    assert task.find(".//task:BootTrigger", NAMESPACE) is not None
