"""Roles as pages show and ask for them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.people import Grant, Role
from planner.domain.register import Register
from planner.errors import InputError
from planner.web.words import ROLES, mark

EVERYWHERE = mark("cả hệ thống")


@dataclass(frozen=True, slots=True)
class Named:
    """A role in words, with the values that its form sends."""

    role: str
    place: str
    where: str
    grant: Grant


def named(grants: Iterable[Grant], register: Register) -> list[Named]:
    """Return roles with the names of their places."""
    return [
        Named(ROLES[one.role], _place(one, register), _where(one), one)
        for one in sorted(grants, key=lambda each: list(Role).index(each.role))
    ]


@dataclass(frozen=True, slots=True)
class Places:
    """A province and its agencies of today or later, as the form's select offers them."""

    name: str
    where: str
    agencies: list[tuple[str, str]]


def places(register: Register, today: date) -> list[Places]:
    """Return where a role may hold besides everywhere; those with the most agencies first."""
    found = [
        Places(
            one.name,
            f"province:{one.slug}",
            [
                (f"agency:{each.slug}", each.name)
                for each in register.agencies.values()
                if each.province == one.slug and (each.valid_to is None or each.valid_to >= today)
            ],
        )
        for one in register.provinces.values()
    ]
    return sorted(found, key=lambda one: -len(one.agencies))


def read(role: str, where: str) -> Grant:
    """Read a role as `Named.where` and the form's select write its place.

    >>> read("editor", "agency:xa-a")
    Grant(role=<Role.EDITOR: 'editor'>, agency='xa-a', province=None)
    """
    kind, _, slug = where.partition(":")
    if role not in ROLES or kind not in {"", "agency", "province"} or bool(kind) != bool(slug):
        raise InputError("chọn một vai trò, và nơi có vai trò ấy")
    return Grant(
        Role(role),
        agency=slug if kind == "agency" else None,
        province=slug if kind == "province" else None,
    )


def said(spelled: str, register: Register) -> str:
    """Return a role in words from how the log spells it: editor xa-a."""
    role, _, slug = spelled.partition(" ")
    return f"{ROLES.get(role, role)}, {_name(slug, register)}"


def _place(one: Grant, register: Register) -> str:
    return _name(one.agency or one.province or "*", register)


def _name(slug: str, register: Register) -> str:
    if slug == "*":
        return EVERYWHERE
    if slug in register.agencies:
        return register.agencies[slug].name
    return register.provinces[slug].name if slug in register.provinces else slug


def _where(one: Grant) -> str:
    if one.agency:
        return f"agency:{one.agency}"
    return f"province:{one.province}" if one.province else ""
