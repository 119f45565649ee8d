"""`make messages`: collect what the pages say, bring en/LC_MESSAGES/messages.po up to it, compile.

Vietnamese is the msgid. What is new comes with an empty msgstr, and tests/test_translations.py
names it until somebody writes the English.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("en") / "LC_MESSAGES" / "messages.po"

METHODS = [
    ("planner/cli/**.py", "ignore"),
    ("planner/seeds/**.py", "ignore"),
    ("planner/**.py", "python"),
    ("templates/mail/**.html", "ignore"),
    ("templates/**.html", "jinja2"),
]
"""What is read, by the first pattern that fits: letters and commands are in Vietnamese alone."""

ERRORS = (
    *("PlannerError", "InputError", "SignInError", "ForbiddenError", "NotFoundError"),
    *("ConflictError", "GoneError", "MailError", "ProviderError", "StoreError"),
    *("BusyError", "BrokenError", "TooLargeError", "UnforeseenError"),
)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "mark", "Phrase", "Problem", *ERRORS)),
    "pgettext": ((1, "c"), 2),
    "_fault": (2,),  # after the field's name
    "counted": (1, 1),  # Vietnamese has one form for all numbers: it stands for both
}
"""The functions and classes of which an argument, mostly the first, is said on a page."""


UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""What stands for the dates that a catalogue wants, so that the same words give the same file."""

UNSAID = tuple(
    f'"{name}'.encode()
    for name in ("POT-", "PO-", "Report-", "Last-", "Language-Team", "Generated-", "Project-")
)
"""The lines of the file's head that say nothing."""


def extracted() -> Catalog:
    """Return all that the code and the templates say, in the order in which they say it."""
    found = Catalog(charset="utf-8")
    for file, _line, message, _comments, context in extract_from_dir(
        ROOT, METHODS, keywords=KEYWORDS
    ):
        found.add(message, None, [(file, 0)], context=context)
    return found


def kept() -> Catalog:
    """Return the catalogue as it is in the repository."""
    with FILE.open("rb") as opened:
        catalogue = read_po(opened, locale="en")
    catalogue.creation_date = catalogue.revision_date = UNDATED
    return catalogue


def strings(message: Message) -> tuple[str, ...]:
    """Return what a message is in English: one form, or one for 1 and one for all else."""
    several: Any = message.string
    return tuple(several) if isinstance(several, (tuple, list)) else (several or "",)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file, without dates and line numbers: they change of themselves."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNSAID))


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the file that the pages read."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> None:
    """Write both files anew, and say how much is still to be translated."""
    catalogue = kept()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    FILE.write_bytes(written(catalogue))
    catalogue = kept()
    FILE.with_suffix(".mo").write_bytes(compiled(catalogue))
    empty = sum(1 for one in catalogue if one.id and not all(strings(one)))
    sys.stdout.write(f"{len(catalogue)} messages, {empty} without English\n")


if __name__ == "__main__":
    main()
