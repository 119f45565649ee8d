"""Proof that something was published or done: links, photos, files and counts.

A photo or file is checked before anything of it is kept (`checked`); then its row and its bytes
come together, and go together (`writing`).
"""

import hashlib
import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from planner.domain.model import Item, Slot, State
from planner.errors import InputError, NotFoundError, StoreError
from planner.services.proving import forms, links, photos
from planner.services.proving.forms import ACCEPTED, FILE_MOST, FORMS, TooLargeError
from planner.services.scheduling import now
from planner.store import items, log, proofs, slots
from planner.store.blobs import Blobs
from planner.store.db import Database, Session
from planner.store.proofs import Proof

__all__ = [
    "ACCEPTED",
    "ALL_MOST",
    "FILES_MOST",
    "FILE_MOST",
    "FORMS",
    "NUMBER_MOST",
    "TITLE_MOST",
    "TooLargeError",
    "Upload",
    "add_count",
    "add_files",
    "add_link",
    "checked",
    "find",
    "remove",
    "writing",
]

FILES_MOST = 10
"""Photos and files that come at once."""

ALL_MOST = 50 * 1024 * 1024
"""Bytes that they have together."""

TITLE_MOST = 300
"""Letters of a title or a note."""

NUMBER_MOST = 10_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo or file that has been checked, as it will be kept; only photos have a small one."""

    name: str
    media_type: str
    data: bytes
    thumb: bytes | None = None
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def find(session: Session, key: str) -> Slot | Item:
    """Return the slot or the checklist item of that key; NotFoundError without one."""
    try:
        return slots.get(session, key)
    except NotFoundError:
        return items.get(session, key)


def checked(data: bytes, name: str) -> Upload:
    """Return a photo drawn anew, or a PDF or Word file as it is; its own name serves to show it.

    Raises InputError for what is not taken, TooLargeError for what is too large, with the name.
    """
    try:
        shown = forms.name_of(name)
        form = forms.form_of(data)
        shown = forms.named(shown, form)
        if form.is_photo:
            drawn = photos.draw(data, form)
            return Upload(
                shown, form.media_type, drawn.data, drawn.thumb, drawn.width, drawn.height
            )
        from planner.services.proving import papers  # noqa: PLC0415 (libraries that load slowly)

        check = papers.check_pdf if form == forms.PDF else papers.check_docx
        check(data)
    except InputError as error:
        raise error.at(file=forms.harmless(name)) from error.__cause__
    return Upload(shown, form.media_type, data)


def add_link(
    session: Session, key: str, *, url: str, title: str, day: date | None, who: str, today: date
) -> Proof:
    """Add an address with the title and day that a person gives it; nothing is fetched.

    Raises InputError for one that is no web address, stands here already, or lies in the future.
    """
    parts = links.split(url)
    title = _text(title)
    if not title:
        raise InputError("cần ghi tên bài, tên tin; máy không mở liên kết để tự lấy tên")
    if day is not None and day > today:
        raise InputError("ngày đăng chưa tới; ghi ngày đã đăng, hoặc để trống")
    for one in proofs.of(session, key):
        if one.url is not None and links.look(links.split(one.url)) == links.look(parts):
            raise InputError("liên kết này đã có ở đây, tên “%(title)s”", title=one.label)
    return _add(session, Proof(key, "link", who, now(), title=title, day=day, url=parts.geturl()))


def add_count(session: Session, key: str, *, number: int, note: str, who: str) -> Proof:
    """Add how many times something was done, with a note on what was counted."""
    if not 0 < number <= NUMBER_MOST:
        raise InputError("số lượng phải từ 1 đến %(most)d", most=NUMBER_MOST)
    note = _text(note)
    if not note:
        raise InputError("cần ghi đếm cái gì, như “lượt phát loa ấp 3”")
    return _add(session, Proof(key, "count", who, now(), number=number, note=note))


def add_files(
    session: Session, blobs: Blobs, key: str, uploads: Sequence[Upload], *, title: str, who: str
) -> list[Proof]:
    """Add checked photos and files, all or none, and keep their bytes.

    The session is that of `writing`. Raises InputError for one that stands here already.
    """
    if not uploads:
        raise InputError("chưa chọn ảnh hay tệp nào; chọn rồi gửi")
    title, at = _text(title), now()
    there = {one.sha256 for one in proofs.of(session, key)}
    added = []
    for one in uploads:
        if one.sha256 in there:
            raise InputError("“%(name)s” đã có ở đây", name=one.name)
        there.add(one.sha256)
        proof = Proof(
            key,
            "file" if one.thumb is None else "photo",
            who,
            at,
            title=title,
            sha256=one.sha256,
            name=one.name,
            media_type=one.media_type,
            size=len(one.data),
            width=one.width,
            height=one.height,
        )
        added.append(_add(session, proof))
        blobs.put(one.sha256, one.data, one.thumb)
    return added


def remove(session: Session, key: str, number: int, *, who: str) -> Proof:
    """Take proof away from a slot or item; that it was there stays known.

    Raises NotFoundError when it is not there, InputError for the last of what counts as published.
    """
    there = proofs.of(session, key)
    if number not in {one.id for one in there}:
        raise NotFoundError("minh chứng này đã được gỡ")
    thing = find(session, key)
    if thing.state == State.PUBLISHED and len(there) == 1:
        raise InputError(
            "mục đã đăng cần ít nhất một minh chứng; thêm cái khác trước, hoặc mở lại mục"
        )
    at = now()
    gone = proofs.remove(session, number, who, at)
    _note(session, thing, who, at, old=gone.label)
    return gone


@contextmanager
def writing(database: Database, blobs: Blobs, hashes: Collection[str] = ()) -> Iterator[Session]:
    """Give a transaction; after it the folder holds just those of some files that proof needs.

    So a transaction that fails leaves nothing behind, and what was removed goes with its last
    proof. Each step has the one turn at writing, so that nobody else's same file is let go of.
    """
    try:
        with database.writing() as session:
            yield session
    finally:
        _tidy(database, blobs, hashes)


def _tidy(database: Database, blobs: Blobs, hashes: Collection[str]) -> None:
    if not hashes:
        return
    try:
        with database.writing() as session:
            for sha256 in hashes:
                if not proofs.in_use(session, sha256):
                    blobs.drop(sha256)
    except (StoreError, OSError) as error:
        # Nobody is shown what no proof needs, so what had to be done is done all the same.
        _log.warning("files of proof may stay behind: %s (%s)", error, ", ".join(hashes))


def _add(session: Session, proof: Proof) -> Proof:
    thing = find(session, proof.subject)
    added = proofs.add(session, proof)
    _note(session, thing, added.who, added.at, new=added.label)
    return added


def _note(
    session: Session,
    thing: Slot | Item,
    who: str,
    at: datetime,
    *,
    old: str | None = None,
    new: str | None = None,
) -> None:
    """Write proof into the history; the slot or item keeps its revision, for nothing of it moved.

    So a form that somebody has open meanwhile is not stale, and feeds keep their bytes.
    """
    kind = "slot" if isinstance(thing, Slot) else "item"
    log.add(session, [log.Entry(who, kind, thing.key, "proof", old, new)], at)


def _text(text: str) -> str:
    """Return a title or a note as one line. InputError for one that is too long."""
    line = " ".join(text.split())
    if len(line) > TITLE_MOST:
        raise InputError("dài quá %(most)d chữ; rút ngắn rồi gửi lại", most=TITLE_MOST)
    return line
