"""From a file to a plan: read, reviewed by a person, seen beforehand, accepted.

    id = receive(session, data, "141.docx", "Lan", today)
    draft = load(session, id, today)
    draft = change(session, id, 0, draft.revision, Set("number", "141/KH-UBND"), today)
    seen = preview(session, id, 0, today)
    done = accept(session, id, 0, today, "Lan")

All work in the session of `Database.writing()`, since even a preview writes before it is taken
back; `load` and `drafts` only read.
"""

from planner.services.importing.accepting import accept, preview
from planner.services.importing.receiving import (
    Received,
    change,
    discard,
    keep,
    load,
    original,
    read,
    receive,
)
from planner.services.importing.receiving import listed as drafts
from planner.services.importing.values import (
    AS_WRITTEN,
    FIELDS,
    LISTS,
    NONE,
    OWN,
    Accepted,
    Add,
    Answer,
    Change,
    Choice,
    Draft,
    Drop,
    Edit,
    Entry,
    Field,
    Name,
    Paper,
    Preview,
    Question,
    Reset,
    Set,
    Summary,
)

__all__ = [
    "AS_WRITTEN",
    "FIELDS",
    "LISTS",
    "NONE",
    "OWN",
    "Accepted",
    "Add",
    "Answer",
    "Change",
    "Choice",
    "Draft",
    "Drop",
    "Edit",
    "Entry",
    "Field",
    "Name",
    "Paper",
    "Preview",
    "Question",
    "Received",
    "Reset",
    "Set",
    "Summary",
    "accept",
    "change",
    "discard",
    "drafts",
    "keep",
    "load",
    "original",
    "preview",
    "read",
    "receive",
]
