"""Searching without marks: the words of slots and items, folded, with the engine's own index.

Titles and themes repeat over thousands of slots, so each text is kept once and slots are found by
it; a brief is one slot's own. SQLite looks in an FTS5 table, PostgreSQL in a GIN index.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, or_, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from planner.domain.words import fold
from planner.store.tables import SearchRow

_TABLE = SearchRow.__table__  # type: ignore[attr-defined]
_BATCH = 500
_MOST = 900
"""Words asked for are at most that many letters: an index takes no book."""

TEXT, SLOT = "text", "slot"


class _Holds(FunctionElement[bool]):
    """Whether a row's words begin with all the words asked for, in each engine's own way."""

    inherit_cache = True


@compiles(_Holds, "sqlite")
def _in_fts5(element: _Holds, compiler: Any, **options: Any) -> str:
    asked, _ = element.clauses
    bound: str = compiler.process(asked, **options)
    return f"search.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH {bound})"  # noqa: S608 (a bound parameter's name)


@compiles(_Holds, "postgresql")
def _in_gin(element: _Holds, compiler: Any, **options: Any) -> str:
    _, asked = element.clauses
    bound: str = compiler.process(asked, **options)
    return "to_tsvector('simple', search.folded) @@ to_tsquery('simple', " + bound + ")"


def holds(words: str) -> ColumnElement[bool] | None:
    """Return what a row meets that has words beginning with each of `words`; None without any."""
    asked = fold(words)[:_MOST].split()
    if not asked:
        return None
    fts5 = " ".join(f'"{word}"*' for word in asked)
    gin = " & ".join(f"{word}:*" for word in asked)
    return _Holds(literal(fts5), literal(gin))


def found(
    title: ColumnElement[str], theme: ColumnElement[str], key: ColumnElement[str], words: str
) -> ColumnElement[bool]:
    """Return what a slot meets whose title, theme or brief has words; none without any."""
    return or_(in_texts(title, theme, words), in_brief(key, words))


def in_texts(
    title: ColumnElement[str], theme: ColumnElement[str], words: str
) -> ColumnElement[bool]:
    """Return what a slot meets whose title or theme has words; none without any."""
    return or_(titled(title, words), titled(theme, words))


def in_brief(key: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Return what a slot meets whose brief has words; none without any."""
    having = holds(words)
    if having is None:
        return literal(value=False)
    return key.in_(select(_TABLE.c.subject).where(_TABLE.c.kind == SLOT, having))


def titled(title: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Return what a slot or an item meets whose title has words; none without any."""
    having = holds(words)
    if having is None:
        return literal(value=False)
    return title.in_(select(_TABLE.c.subject).where(_TABLE.c.kind == TEXT, having))


def learn(session: Session, texts: Iterable[str | None]) -> None:
    """Make texts findable; those known already cost one look."""
    fresh = sorted({one for one in texts if one} - _known(session, TEXT, texts).keys())
    if fresh:
        rows = [{"kind": TEXT, "subject": one, "folded": fold(one)} for one in fresh]
        session.connection().execute(insert(_TABLE), rows)


def learn_briefs(session: Session, briefs: Mapping[str, str]) -> None:
    """Make the briefs of slots findable, by key; an empty one is found by nothing."""
    known = _known(session, SLOT, briefs)
    folded = {key: fold(brief) for key, brief in briefs.items()}
    fresh = [key for key, words in folded.items() if words and key not in known]
    changed = [key for key, words in folded.items() if known.get(key, words) != words]
    if fresh:
        rows = [{"kind": SLOT, "subject": key, "folded": folded[key]} for key in fresh]
        session.connection().execute(insert(_TABLE), rows)
    for key in changed:
        session.connection().execute(
            update(_TABLE)
            .where(_TABLE.c.kind == SLOT, _TABLE.c.subject == key)
            .values(folded=folded[key])
        )


def _known(session: Session, kind: str, subjects: Iterable[str | None]) -> dict[str, str]:
    names = sorted({one for one in subjects if one})
    known: dict[str, str] = {}
    for start in range(0, len(names), _BATCH):
        rows = session.connection().execute(
            select(_TABLE.c.subject, _TABLE.c.folded).where(
                _TABLE.c.kind == kind, _TABLE.c.subject.in_(names[start : start + _BATCH])
            )
        )
        known.update((row.subject, row.folded) for row in rows)
    return known
