"""Which passwords are good enough, and that only the right one fits its hash."""

import re

import pytest
from argon2 import PasswordHasher

from planner.errors import InputError
from planner.services import passwords


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá", "aaaaaaaaaaaa", "abababababab", "1234567890", "20272027202712", "qwertyuiop",
        "abcdefghijkl", "Mật khẩu 2027", "password123!", "quantri2027", "lan.tran 2027", "x" * 201,
    ],
)  # fmt: skip
def test_an_easy_one_is_refused(password: str) -> None:
    with pytest.raises(InputError):
        passwords.check(password, "lan.tran")


@pytest.mark.parametrize(
    "password", ["con mèo trèo cây cau", "Xk29-pv71-qa", "lịch đẹp của xã", "x1y2z3w4v5"]
)
def test_a_good_one_is_let_through(password: str) -> None:
    passwords.check(password, "xa")


def test_only_the_right_one_fits_and_marks_may_be_typed_either_way() -> None:
    stored = passwords.hashed("con mèo trèo cây cau")
    assert stored.startswith("$argon2id$")
    assert passwords.matches(stored, "con mèo trèo cây cau")
    assert not passwords.matches(stored, "con meo treo cay cau")
    assert not passwords.matches(None, "con mèo trèo cây cau")
    assert not passwords.matches("no hash", "con mèo trèo cây cau")


def test_a_hash_of_yesterdays_parameters_is_known() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("con mèo trèo cây cau")
    assert passwords.outdated(old)
    assert passwords.matches(old, "con mèo trèo cây cau")
    assert not passwords.outdated(passwords.hashed("con mèo trèo cây cau"))


def test_a_readable_one_is_good_and_never_the_same() -> None:
    made = {passwords.readable() for _ in range(50)}
    assert len(made) == 50
    for one in made:
        assert re.fullmatch(r"([a-z]{4}-){5}[a-z]{4}", one)
        passwords.check(one, "quan-tri")
