"""What can go wrong for a person who uses the planner, each with one clear message.

A message is a Vietnamese template with named parts, so that a page can translate it and a command
line can print it as it is: what is wrong, where (file, line, key), and what to do.
"""

from dataclasses import dataclass

from planner.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a fault: a file, and the line or the key in it where known."""

    file: str | None = None
    line: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The place in words, which only a line without a file has; empty where not known."""
        if self.file is None and self.line is not None:
            line = Phrase("dòng %(line)s", line=self.line)
            return Phrase("%(line)s, %(key)s", line=line, key=self.key) if self.key else line
        file = self.file if self.line is None else f"{self.file}:{self.line}"
        return ", ".join(part for part in (file, self.key) if part)


class PlannerError(Exception):
    """Base of all errors that a person can cause or must know of."""

    status = 400

    def __init__(self, message: str, where: Where | None = None, **parts: object) -> None:
        super().__init__(message)
        self.message = message
        self.where = where or Where()
        self.parts = parts

    def text(self) -> Phrase:
        """Return the message with its parts filled in, without the place."""
        return Phrase(self.message, **self.parts)

    def __str__(self) -> str:
        place = str(self.where)
        return f"{place}: {self.text()}" if place else self.text()

    def at(
        self, file: str | None = None, line: int | None = None, key: str | None = None
    ) -> "PlannerError":
        """Return the same error with the parts of its place that were not known before."""
        where = Where(
            self.where.file or file,
            self.where.line if self.where.line is not None else line,
            self.where.key or key,
        )
        return type(self)(self.message, where, **self.parts)


class InputError(PlannerError):
    """Something given to the planner is wrong: a file, a field, an argument."""


class SignInError(PlannerError):
    """Nobody is signed in, or what they signed in with is wrong."""

    status = 401


class ForbiddenError(PlannerError):
    """Somebody is signed in, but may not do this."""

    status = 403


class NotFoundError(PlannerError):
    """Nothing goes by that key, slug or address."""

    status = 404


class ConflictError(PlannerError):
    """Somebody else changed the same thing meanwhile."""

    status = 409


class MailError(PlannerError):
    """The mail server can't be used now: away, or it takes nothing from us."""

    status = 503


class GoneError(PlannerError):
    """What was here for a time, or for one use, is over."""

    status = 410


class ProviderError(PlannerError):
    """The OpenID Connect provider is away, or does not answer as it should."""

    status = 502


class StoreError(PlannerError):
    """The database can't be used now: locked, read-only, away, or from another version."""

    status = 503
