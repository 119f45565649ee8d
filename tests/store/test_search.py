"""Searching without marks, on both engines."""

from dataclasses import replace
from datetime import date

import pytest
import small

from planner.domain.selecting import Selection
from planner.store import selecting, slots
from planner.store.db import Session

TODAY = date(2027, 6, 1)


def titles(session: Session, words: str) -> set[str]:
    where = selecting.where(Selection(words=words), None, None, TODAY)
    return {one.title for one in slots.between(session, TODAY, date(2028, 12, 31), where=where)}


def test_words_find_what_has_them_all_with_marks_or_without(planned: small.Office) -> None:
    with planned.database.session() as session:
        found = titles(session, "quoc khanh")
        assert found
        assert all("Quốc khánh" in one for one in found)
        assert titles(session, "Quốc KHÁNH") == found
        assert titles(session, "khanh quoc") == found
        assert titles(session, "quoc kha") == found
        assert titles(session, "quoc khanh thay") == set()


@pytest.mark.parametrize("words", ["", "  ", "…!?", "*", '"', "' OR 1=1 --", "a & b | c", "NOT"])
def test_what_has_no_words_or_looks_like_an_expression_finds_nothing(
    planned: small.Office, words: str
) -> None:
    with planned.database.session() as session:
        shown = titles(session, words)
        assert shown == set() or not words.strip()


def test_a_brief_is_found_as_it_stands_now(planned: small.Office) -> None:
    with planned.database.writing() as session:
        one = slots.between(session, TODAY, date(2028, 12, 31))[0]
        told = replace(one, brief="Phỏng vấn bà con **làng chài**", revision=one.revision)
        slots.replace_one(session, told, one.revision)
    with planned.database.session() as session:
        where = selecting.where(Selection(words="lang chai"), None, None, TODAY)
        assert [slot.key for slot in slots.select(session, where=where)] == [one.key]
    with planned.database.writing() as session:
        slots.replace_one(session, replace(told, brief="Bài về đồng lúa"), told.revision)
    with planned.database.session() as session:
        assert slots.select(session, where=where) == []
    with planned.database.writing() as session:
        slots.replace_one(session, replace(told, brief=""), told.revision)
    with planned.database.session() as session:
        where = selecting.where(Selection(words="dong lua"), None, None, TODAY)
        assert slots.select(session, where=where) == []
