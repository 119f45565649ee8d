"""What the README tells people to type works."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_every_planner_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_VAR", str(tmp_path))
    monkeypatch.setenv("PLANNER_TODAY", "2026-11-22")
    CliRunner().invoke(main, ["init", "--demo"], catch_exceptions=False)
    typed = [line for line in commands() if line.startswith(".venv/bin/planner ")]
    done = {
        line: CliRunner().invoke(main, shlex.split(line)[1:], catch_exceptions=False)
        for line in typed
    }
    assert {line: one.exit_code for line, one in done.items()} == dict.fromkeys(typed, 0)
    assert all(one.output for line, one in done.items())


def test_every_other_command_is_a_target_of_the_makefile() -> None:
    targets = re.findall(
        r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    others = [line for line in commands() if not line.startswith(".venv/bin/planner ")]
    named = re.findall(r"`make ([a-z]+)", README)
    assert {line.split()[1] for line in others} | set(named) <= set(targets)


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"\]\(((?!http)[^)#]+)\)", README)
    named += re.findall(r"`((?:planner|seeds|templates|static)/[^` ]*)`", README)
    assert [name for name in named if not (ROOT / name).exists()] == []
