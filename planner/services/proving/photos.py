"""Photos drawn anew: upright, no larger than a page needs, and nothing in them but the picture.

What a phone writes beside the picture (where and when it was taken, by which camera, a first small
picture, comments, colour profiles) is not copied, and neither is what else hangs on the file.
"""

import io
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageOps

from planner.errors import InputError
from planner.services.proving.forms import JPEG, PNG, WEBP, Form, TooLargeError

PHOTO_MOST = 20 * 1024 * 1024
"""Bytes of a photo as it is sent."""

PIXELS_MOST = 40_000_000
"""Width times height, as the file's head says; a phone's photo has 12 million."""

SIDE_MOST = 2560
THUMB_SIDE = 480
"""Pixels of the longer side: of what is kept, and of the small picture of it."""

# Pillow looks at the head before it draws: above this it warns, and the warning is an error here.
Image.MAX_IMAGE_PIXELS = PIXELS_MOST
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
_NAMES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_SAVING: Mapping[str, Mapping[str, int]] = {
    "JPEG": {"quality": 85},
    "PNG": {},
    "WEBP": {"quality": 85},
}

_ONE = threading.Lock()
"""A photo at the limit takes 160 MB while it is drawn: one at a time."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo drawn anew, its small picture (WebP), and its sides in pixels."""

    data: bytes
    thumb: bytes
    width: int
    height: int


def draw(data: bytes, form: Form) -> Photo:
    """Draw a photo anew in its own form.

    Raises InputError for one that is damaged, moves, or is no such picture, TooLargeError for too
    many bytes or pixels.
    """
    if len(data) > PHOTO_MOST:
        raise TooLargeError(
            "ảnh nặng quá %(most)d MB; chụp ở cỡ thường, hoặc thu nhỏ ảnh rồi gửi",
            most=PHOTO_MOST >> 20,
        )
    name = _NAMES[form]
    try:
        with _ONE, Image.open(io.BytesIO(data), formats=(name,)) as image:
            return _drawn(image, name)
    except InputError:
        raise
    except _BOMBS as error:
        raise TooLargeError(
            "ảnh có quá %(most)d triệu điểm ảnh; chụp ở cỡ thường, hoặc thu nhỏ ảnh rồi gửi",
            most=PIXELS_MOST // 1_000_000,
        ) from error
    except Exception as error:  # a damaged picture shows in any of many ways
        raise InputError("ảnh bị hỏng hoặc thiếu; gửi lại ảnh gốc, hoặc chụp lại") from error


def _drawn(image: Image.Image, name: str) -> Photo:
    # A phone's JPEG may carry depth or a second exposure as further frames: only the first counts.
    if name != "JPEG" and getattr(image, "is_animated", False):
        raise InputError("ảnh động chưa nhận được; gửi ảnh tĩnh, hoặc đường liên kết tới ảnh")
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode in {"1", "L"} else "RGB"
    fitted = image if image.mode == mode else image.convert(mode)
    fitted.thumbnail((SIDE_MOST, SIDE_MOST))  # in its place: a large photo is in memory once
    whole = _bare(ImageOps.exif_transpose(fitted))
    small = whole.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE))
    return Photo(_saved(whole, name), _saved(small, "WEBP"), *whole.size)


def _bare(image: Image.Image) -> Image.Image:
    """Return the pixels alone, on a picture that never had anything else."""
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def _saved(image: Image.Image, name: str) -> bytes:
    out = io.BytesIO()
    image.save(out, name, **_SAVING[name])
    return out.getvalue()
