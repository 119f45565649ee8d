"""What of photos and files is taken, what is left of it, and what is refused."""

import io
import random
from contextlib import suppress

import pytest
import uploads
from documents.text.forms import encrypted_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from planner.documents.text import pdf
from planner.errors import InputError
from planner.services.proving import TooLargeError, checked, forms, photos

MB = 1 << 20
FORMS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("name", uploads.REFUSED)
def test_refused(name: str) -> None:
    file, data, words = uploads.REFUSED[name]
    with pytest.raises(InputError) as caught:
        checked(data, file)
    error = caught.value
    assert (words in error.text(), error.status) == (True, 400), error
    assert error.where.file


def test_a_refused_name_is_repeated_without_what_makes_it_dangerous() -> None:
    for name, shown in (("../../etc/a.exe", "a.exe"), ("a\u202egpj.exe", "agpj.exe"), ("/", "tệp")):
        with pytest.raises(InputError) as caught:
            checked(uploads.jpeg(), name)
        assert caught.value.where.file == shown


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", uploads.jpeg() + bytes(photos.PHOTO_MOST)),
        ("a.png", uploads.png_of(8_000, 5_001)),
        ("a.png", uploads.png_of(60_000, 60_000)),
        ("a.pdf", uploads.pdf() + bytes(forms.FILE_MOST)),
        ("a.docx", uploads.word() + bytes(forms.FILE_MOST)),
    ],
    ids=["heavy", "pixels", "bomb", "pdf", "docx"],
)
def test_too_large(name: str, data: bytes) -> None:
    with pytest.raises(TooLargeError) as caught:
        checked(data, name)
    assert caught.value.status == 413


@pytest.mark.parametrize("name", FORMS)
def test_a_photo_keeps_its_form_and_loses_all_but_its_picture(name: str) -> None:
    sent = uploads.from_a_phone(name)
    assert uploads.PLACE in sent
    kept = checked(sent, f"ảnh.{FORMS[name]}")
    assert kept.thumb is not None
    for data in (kept.data, kept.thumb):
        image = opened(data)
        assert uploads.PLACE not in data
        assert (b"GPS" in data, b"Exif" in data, b"adobe" in data) == (False, False, False)
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "xmp", "comment", "icc_profile", "Comment"}
    assert opened(kept.data).format == name
    assert opened(kept.thumb).format == "WEBP"


@pytest.mark.parametrize("name", FORMS)
def test_a_photo_stands_upright(name: str) -> None:
    """Turned a quarter to the right, the left half comes to be above."""
    kept = checked(uploads.from_a_phone(name), f"ảnh.{FORMS[name]}")
    image = opened(kept.data).convert("RGB")
    assert (kept.width, kept.height) == image.size == (480, 640)
    above, below = image.getpixel((240, 100)), image.getpixel((240, 540))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > above[2]
    assert below[2] > below[0]


def test_a_large_photo_is_made_smaller_a_small_one_not_larger() -> None:
    kept = checked(uploads.jpeg(4000, 1000), "a.jpg")
    assert (kept.width, kept.height) == (2560, 640)
    assert kept.thumb is not None
    assert opened(kept.thumb).size == (480, 120)
    assert opened(checked(uploads.jpeg(100, 50), "a.jpg").data).size == (100, 50)


def test_what_is_clear_in_a_png_stays_clear() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert opened(checked(uploads.saved(clear, "PNG"), "a.png").data).getpixel((5, 5)) == (0,) * 4


@pytest.mark.parametrize(
    ("name", "data", "shown", "media_type"),
    [
        ("treo cờ.jpeg", uploads.jpeg(), "treo cờ.jpeg", "image/jpeg"),
        ("TREO.JPG", uploads.jpeg(), "TREO.JPG", "image/jpeg"),
        ("treo.png", uploads.jpeg(), "treo.jpg", "image/jpeg"),
        ("Ảnh 26.8", uploads.jpeg(), "Ảnh 26.8.jpg", "image/jpeg"),
        ("blob", uploads.saved(uploads.picture(), "WEBP"), "blob.webp", "image/webp"),
        ("báo cáo.pdf", uploads.pdf(), "báo cáo.pdf", "application/pdf"),
        ("báo cáo.docx", uploads.word(), "báo cáo.docx", forms.DOCX.media_type),
        ("a.docx", uploads.word_with_a_link(), "a.docx", forms.DOCX.media_type),
    ],
)
def test_what_is_taken(name: str, data: bytes, shown: str, media_type: str) -> None:
    kept = checked(data, name)
    assert (kept.name, kept.media_type) == (shown, media_type)
    assert (kept.thumb is None) == (kept.data == data) == (kept.width is None)


def test_what_hangs_on_a_photo_is_not_kept() -> None:
    kept = checked(uploads.jpeg() + uploads.html(), "a.jpg")
    assert kept.data == checked(uploads.jpeg(), "a.jpg").data
    assert b"script" not in kept.data


def test_a_refused_pdf_does_not_keep_the_next_one_out() -> None:
    """The lock on PDFium is given back after a refusal."""
    for _ in range(2):
        with pytest.raises(InputError):
            checked(encrypted_pdf(), "a.pdf")
    with pdf.opened(uploads.pdf()) as document:
        assert len(document) == 1


ODD = [uploads.jpeg(), uploads.from_a_phone("PNG"), uploads.pdf(), uploads.word()]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(ODD) - 1), st.integers(0, 10**6), st.integers(1, 40))
def test_damage_is_refused_or_taken_and_nothing_else(which: int, seed: int, changes: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    data = bytearray(ODD[which])
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(InputError):
        checked(bytes(data), "a")
