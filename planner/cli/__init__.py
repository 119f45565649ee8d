"""The command line: product.md's commands over the same services as the web.

Exit status 0 done, 1 a problem with the input (said on standard error), 2 wrong use. A command's
module is loaded when it is called, so that reading a file need not wait for the database's code.
"""

import sys
from importlib import import_module

import click

_APART = {
    "copy-database": ("planner.cli.copying", "copy_database"),
    "read": ("planner.cli.reading", "read"),
    "import": ("planner.cli.importing", "import_file"),
    "notify": ("planner.cli.notifying", "notify"),
    "user": ("planner.cli.people", "user"),
}
"""Commands with a module of their own; the others are in `planner.cli.commands`."""


class _Late(click.Group):
    """A group whose commands are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*_APART, *_others().list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _APART:
            module, name = _APART[cmd_name]
            found: click.Command = getattr(import_module(module), name)
            return found
        return _others().get_command(ctx, cmd_name)


def _others() -> click.Group:
    group: click.Group = import_module("planner.cli.commands").group
    return group


@click.group(cls=_Late, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Lịch chiến dịch: kế hoạch và ngày kỷ niệm thành lịch chung của một tỉnh."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may still speak another code page; Vietnamese needs UTF-8.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
