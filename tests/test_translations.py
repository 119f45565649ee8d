"""English: every word of the pages is collected, translated, and in the file that they read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog, Message

from planner.phrases import Phrase
from planner.store.codec import decode, encode
from planner.translations import messages

ROOT = Path(__file__).parents[1]
PART = re.compile(r"%\((\w+)\)[sd]")
MARKED = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)

IN_VIETNAMESE = {
    "cli": "the command line",
    "seeds": "the command line",
    "documents": "words of the papers, which it reads",
    "feeds": "feeds",
    "domain/anniversaries.py": "official names",
    "domain/digest.py": "letters",
    "domain/scope.py": "words of the papers",
    "domain/words.py": "letters of the alphabet",
    "services/installing.py": "the command line",
    "services/mailing.py": "the command line",
    "services/reminding.py": "the command line",
    "services/importing": "words of the papers, and names for the register",
    "web/lines.py": "words of the papers",
    "web/serving.py": "the command line",
    "web/styleguide.py": "invented data",
}
"""Where code may hold Vietnamese that no page translates, and what it is."""

ALSO = {
    "giờ",  # how a paper writes an hour, in a regular expression
    "Ít nhất",  # a duty's title, kept with the duty
    "mỗi",
    "Quản trị",  # what the first account is called
    "Lịch chiến dịch",  # what an app of codes calls this one
    "bộ nhớ",  # a database in memory, in tests alone
    "tệp",  # what a file without a name is called
    "mục",  # an event of the province's feed
    "Chiến dịch",  # an event of the province's feed
    "Tiếng Việt",  # its own name
}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return messages.kept()


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    return messages.extracted()


def ids(one: Message) -> tuple[str, ...]:
    return (one.id,) if isinstance(one.id, str) else tuple(one.id)


def those_of(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    """Return the messages by what they are and, where that has two meanings, by their context."""
    return {(ids(one)[0], one.context or ""): one for one in catalogue if one.id}


def test_every_message_is_in_the_catalogue_and_nothing_else(
    catalogue: Catalog, extracted: Catalog
) -> None:
    """`make messages` brings them together."""
    kept, said = those_of(catalogue), those_of(extracted)
    assert (sorted(said.keys() - kept.keys()), sorted(kept.keys() - said.keys())) == ([], [])
    assert [name for name, one in said.items() if one.pluralizable != kept[name].pluralizable] == []
    assert dict(catalogue.obsolete) == {}


def test_every_message_is_translated(catalogue: Catalog) -> None:
    assert [ids(one)[0] for one in catalogue if one.id and not all(messages.strings(one))] == []
    assert [ids(one)[0] for one in catalogue if one.id and one.fuzzy] == []


def test_a_translation_has_the_parts_of_its_message(catalogue: Catalog) -> None:
    wrong = [
        (name, text)
        for (name, _), one in those_of(catalogue).items()
        for text in messages.strings(one)
        if sorted(PART.findall(text)) != sorted(PART.findall(name))
        or re.findall(r"<[^>]+>", text) != re.findall(r"<[^>]+>", name)
    ]
    assert wrong == []


def test_only_a_message_with_a_number_beside_it_has_two_forms(catalogue: Catalog) -> None:
    for one in catalogue:
        if one.id and one.pluralizable:
            single, several = messages.strings(one)
            assert single != several, one.id


def test_no_translation_is_left_in_vietnamese(catalogue: Catalog) -> None:
    """Names, and what stands in a paper as it is, are in quotes or in the list here."""
    kept = re.compile(r"“[^”]*”|Tiếng Việt|Tết|Số: |NĐ-CP|\[HỦY\]|\[HOÃN\]|ề ộ ẵ Ẵ Ộ|mỗi khu phố")
    left = [
        text
        for one in catalogue
        if one.id
        for text in messages.strings(one)
        if MARKED.search(kept.sub("", text))
    ]
    assert left == []


def test_the_files_are_as_make_messages_writes_them(catalogue: Catalog) -> None:
    assert messages.FILE.read_bytes() == messages.written(catalogue)
    assert messages.FILE.with_suffix(".mo").read_bytes() == messages.compiled(catalogue)


# --- what nobody marked ---------------------------------------------------------------------------


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module with their lines, but for docstrings and expressions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    docs |= {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def test_no_vietnamese_in_the_code_is_unknown_to_the_translators(extracted: Catalog) -> None:
    known = {name for name, _ in those_of(extracted)}
    unknown = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / "planner").rglob("*.py"))
        if not path.relative_to(ROOT / "planner").as_posix().startswith(tuple(IN_VIETNAMESE))
        for line, text in literals(path)
        if MARKED.search(text) and text not in known and text.strip(" ,:“”.") not in ALSO
    ]
    assert unknown == []


def test_no_vietnamese_stands_in_a_template_outside_gettext() -> None:
    """But for letters, and the head that a decree gives to official papers."""
    lexer = jinja2.Environment(autoescape=True)
    unknown = [
        f"{path.relative_to(ROOT)}:{line}: {text.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if "mail" not in path.parts and path.parts[-2:] != ("papers", "_head.html")
        for line, kind, text in lexer.lex(path.read_text(encoding="utf-8"))
        if kind == "data" and MARKED.search(text)
    ]
    assert unknown == []


# --- phrases --------------------------------------------------------------------------------------


def test_a_phrase_is_its_words_and_remembers_how_it_was_made() -> None:
    inner = Phrase("dòng %(line)s", line=3)
    whole = Phrase("%(where)s: thiếu 50%%", where=inner)
    assert (whole, whole.pattern, whole.parts) == (
        "dòng 3: thiếu 50%",
        "%(where)s: thiếu 50%%",
        {"where": inner},
    )
    assert Phrase("còn 50% thôi") == "còn 50% thôi"


def test_a_phrase_is_stored_with_its_parts() -> None:
    whole = Phrase("“%(event)s” ở %(where)s", event="bầu cử", where=Phrase("dòng %(n)d", n=3))
    back = decode(str, encode(whole))
    assert isinstance(back, Phrase)
    assert (back, back.pattern, back.parts["where"].pattern) == (  # type: ignore[attr-defined]
        whole,
        whole.pattern,
        "dòng %(n)d",
    )
    assert decode(str, encode("chữ thường")) == "chữ thường"
