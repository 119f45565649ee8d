"""`make bundle`: one archive that sets the planner up on a machine with only Python, offline.

It holds the tree as it was committed, the wheels that requirements.txt locks by their hashes, for
each Python and system, and install.sh and install.bat. The same commit gives the same bytes.
"""

import argparse
import io
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    # From old to new: glibc 2.17 is that of CentOS 7, 2.36 that of Debian 12.
    "linux": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    "windows": ("win_amd64",),
}
MARKED = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
SOURCE = (
    "planner", "templates", "static", "seeds", "app.py", "pyproject.toml", "requirements.txt",
    "README.md", "CHANGELOG.md",
)  # fmt: skip
SCRIPTS = ("install.sh", "install.bat")


def main() -> None:
    """Make the archive in dist/ and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pythons", nargs="+", default=PYTHONS)
    parser.add_argument("--systems", nargs="+", default=[*PLATFORMS], choices=[*PLATFORMS])
    parser.add_argument("--folder", type=Path, default=ROOT / "dist")
    asked = parser.parse_args()
    print(bundle(asked.folder, asked.pythons, asked.systems))  # noqa: T201 (a program of its own)


def bundle(folder: Path, pythons: list[str], systems: list[str]) -> Path:
    """Make the archive in a folder; return its path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = f"planner-{project['version']}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.zip"
    stamp = time.gmtime(int(_git("log", "-1", "--format=%ct")))[:6]
    with tempfile.TemporaryDirectory() as kept:
        wheels = Path(kept)
        for system in systems:
            for python in pythons:
                _download(wheels, system, python)
        with ZipFile(target, "w") as archive:
            for path, data, mode in _files(wheels):
                info = ZipInfo(f"{name}/{path}", stamp)
                info.external_attr = (0o100000 | mode) << 16
                info.compress_type = ZIP_STORED if path.endswith(".whl") else ZIP_DEFLATED
                archive.writestr(info, data)
    return target


def _files(wheels: Path) -> Iterator[tuple[str, bytes, int]]:
    """Give what the archive holds: path, bytes and the rights of each file."""
    with tarfile.open(fileobj=io.BytesIO(_git("archive", "HEAD", *SOURCE))) as tree:
        for member in tree:
            file = tree.extractfile(member)
            if file is not None:
                yield member.name, file.read(), member.mode & 0o755
    for name in SCRIPTS:
        script = (ROOT / "planner" / "deploy" / name).read_bytes()
        yield name, script.replace(b"\n", b"\r\n") if name.endswith("bat") else script, 0o755
    for wheel in sorted(wheels.iterdir()):
        yield f"wheels/{wheel.name}", wheel.read_bytes(), 0o644


def _git(*arguments: str) -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603


def _download(wheels: Path, system: str, python: str) -> None:
    """Fetch the wheels of one system and Python; pip compares their hashes.

    pip itself would read the markers for the machine on which it runs.
    """
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = wheels.parent / f"{wheels.name}.txt"
    wanted.write_text("\n".join(_wanted(lock, system, python)), encoding="utf-8")
    digits = python.replace(".", "")
    platforms = [f"--platform={one}" for one in PLATFORMS[system]]
    abis = [f"--abi={one}" for one in (f"cp{digits}", "abi3", "none")]
    command = [
        *(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download"),
        *("--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation=cp"),
        *(f"--python-version={python}", *platforms, *abis),
        *("--dest", str(wheels), "--requirement", str(wanted)),
    ]
    try:
        subprocess.run(command, check=True)  # noqa: S603
    finally:
        wanted.unlink()


def _wanted(lock: str, system: str, python: str) -> list[str]:
    """Return the requirements that hold for a system and Python, with hashes, without markers."""
    here = {**MARKED[system], "python_version": python, "python_full_version": f"{python}.0"}
    here |= {"platform_machine": "x86_64" if system == "linux" else "AMD64"}
    here |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    found = []
    for line in lock.replace("\\\n", "").splitlines():
        named, *hashes = line.split(" --hash=")
        package, _, marker = named.partition(";")
        if not marker or Marker(marker).evaluate(here):
            found.append(" --hash=".join([package, *hashes]))
    return found


if __name__ == "__main__":
    main()
