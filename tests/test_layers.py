"""Which part of the planner may know which: imports go one way (README, "How it is built")."""

import ast
from pathlib import Path

PLANNER = Path(__file__).parent.parent / "planner"
LEAVES = frozenset({"errors", "phrases", "settings"})
BELOW = LEAVES | {"domain"}
KEEPING = BELOW | {"documents", "feeds", "store", "seeds"}
MAY_IMPORT: dict[str, frozenset[str]] = {
    "phrases": frozenset(),
    "translations": frozenset(),
    "deploy": frozenset(),
    "errors": frozenset({"phrases"}),
    "settings": frozenset({"errors", "phrases"}),
    "domain": LEAVES,
    "documents": BELOW,
    "feeds": BELOW,
    "store": BELOW,
    "seeds": BELOW | {"documents"},
    "services": KEEPING,
    "web": KEEPING | {"services"},
    "cli": KEEPING | {"services", "web"},
    "__main__": frozenset({"cli"}),
    "__init__": frozenset(),
}
"""What each part may import besides itself."""

OUTSIDE: dict[str, frozenset[str]] = {
    "domain": frozenset({"flask", "sqlmodel", "sqlalchemy", "alembic", "icalendar", "click"}),
    "documents": frozenset({"flask", "sqlmodel", "sqlalchemy", "alembic", "icalendar", "click"}),
    "feeds": frozenset({"flask", "sqlmodel", "sqlalchemy", "alembic"}),
    "store": frozenset({"flask", "icalendar", "click"}),
    "services": frozenset({"flask", "sqlmodel", "sqlalchemy", "alembic", "icalendar", "click"}),
    "web": frozenset({"sqlmodel", "sqlalchemy", "alembic", "icalendar"}),
}
"""What each part leaves to another: only store/ knows SQLModel, only feeds.py icalendar."""


def imported(path: Path) -> set[str]:
    """Return every module that a file imports, in functions as well, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            name = node.module or ""
            found.update(f"{name}.{alias.name}" for alias in node.names)
    return found


def part(path: Path) -> str:
    return path.relative_to(PLANNER).parts[0].removesuffix(".py")


def test_imports_go_one_way() -> None:
    offenders = []
    for path in sorted(PLANNER.rglob("*.py")):
        mine = part(path)
        for name in sorted(imported(path)):
            top, *rest = name.split(".")
            inside = top == "planner" and rest and rest[0] not in {mine, *MAY_IMPORT[mine]}
            if inside or top in OUTSIDE.get(mine, ()):
                offenders.append(f"{path.relative_to(PLANNER)}: {name}")
    assert offenders == []


def test_the_domain_and_the_documents_have_no_clock() -> None:
    """Time and randomness are arguments there."""
    asks = {"today", "now", "utcnow", "uuid4", "random", "urandom"}
    offenders = [
        f"{path.relative_to(PLANNER)}:{node.lineno}"
        for folder in ("domain", "documents")
        for path in sorted((PLANNER / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in asks
    ]
    assert offenders == []
