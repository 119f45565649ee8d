"""Files by the SHA-256 of their bytes, in a folder that no web server hands out."""

import os
import tempfile
from pathlib import Path

from planner.errors import StoreError

THUMB = ".thumb"
"""What the name of a small picture adds to that of the picture it stands beside."""


class Blobs:
    """A folder of files: `ab/abcd…`, the first two digits of the hash and the whole of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str, part: str = "") -> Path:
        """Return where the file of that hash is, or would be."""
        return self._folder / sha256[:2] / f"{sha256}{part}"

    def put(self, sha256: str, data: bytes, thumb: bytes | None = None) -> None:
        """Keep a file, with its small picture; one that is there stays. StoreError if it can't."""
        try:
            if thumb is not None:
                _write(self.path(sha256, THUMB), thumb)
            _write(self.path(sha256), data)
        except OSError as error:
            raise StoreError(
                "không ghi được vào thư mục minh chứng: %(why)s", why=error.strerror or str(error)
            ) from error

    def drop(self, sha256: str) -> None:
        """Let go of a file and its small picture. Raises OSError where Windows still reads it."""
        self.path(sha256).unlink(missing_ok=True)
        self.path(sha256, THUMB).unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    """Write a file beside its place and put it there whole; the same bytes may come twice."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix="draft-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except OSError:
        # Windows puts nothing over a file that is being read: then its bytes are there already.
        if not file.exists():
            raise
    finally:
        draft.unlink(missing_ok=True)
