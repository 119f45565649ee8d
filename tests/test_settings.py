"""Settings from the environment."""

import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from planner import settings
from planner.errors import InputError, Where
from planner.settings import ROOT, ZONE, Provider, from_environment


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANNER_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def test_the_defaults(var: Path) -> None:
    found = from_environment()
    assert (found.database_url, found.base_url, found.var, found.fixed_today) == (
        f"sqlite:///{(var / 'planner.db').as_posix()}",
        "http://127.0.0.1:5000",
        var,
        None,
    )
    assert found.today() == datetime.now(ZONE).date()


def test_all_of_them_from_the_environment(monkeypatch: pytest.MonkeyPatch, var: Path) -> None:
    for name, value in (
        ("PLANNER_DATABASE_URL", "postgresql+psycopg://a/b"),
        ("PLANNER_SECRET_KEY", "khóa"),
        ("PLANNER_BASE_URL", "https://lich.vi-du.vn/"),
        ("PLANNER_TODAY", "2027-08-25"),
    ):
        monkeypatch.setenv(name, value)
    found = from_environment()
    assert (found.database_url, found.secret_key, found.base_url, found.today()) == (
        "postgresql+psycopg://a/b",
        "khóa",
        "https://lich.vi-du.vn",
        date(2027, 8, 25),
    )
    assert not var.exists()  # a key that is given is not kept


def test_the_mail_server_and_its_password_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (from_environment().smtp_url, from_environment().mail_from) == (None, None)
    monkeypatch.setenv("PLANNER_SMTP_URL", "smtp://lich:mat-ma@thu.vi-du.vn")
    monkeypatch.setenv("PLANNER_MAIL_FROM", "lich@vi-du.vn")
    found = from_environment()
    assert (found.smtp_url, found.mail_from) == (
        "smtp://lich:mat-ma@thu.vi-du.vn",
        "lich@vi-du.vn",
    )
    assert "mat-ma" not in repr(found)


def test_without_a_folder_of_its_own_it_is_var(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PLANNER_VAR")
    monkeypatch.chdir(tmp_path)
    assert from_environment().database_url == (
        f"sqlite:///{(tmp_path / 'var' / 'planner.db').as_posix()}"
    )


def test_the_key_is_made_once_and_kept_for_its_owner_alone(var: Path) -> None:
    first = from_environment().secret_key
    assert len(first) >= 43
    assert from_environment().secret_key == first
    path = var / "secret.key"
    assert path.read_text(encoding="ascii") == f"{first}\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_processes_that_start_at_once_find_one_key(var: Path) -> None:
    code = "from planner.settings import from_environment as read; print(read().secret_key)"
    command = [sys.executable, "-c", code]
    together = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(4)]
    said = {one.communicate()[0] for one in together}
    assert said == {(var / "secret.key").read_bytes().replace(b"\r\n", b"\n")}
    assert [one.name for one in var.iterdir()] == ["secret.key"]


def test_two_installations_have_two_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = from_environment().secret_key
    monkeypatch.setenv("PLANNER_VAR", str(tmp_path / "other"))
    assert from_environment().secret_key != first


def test_an_empty_key_file_is_no_key(var: Path) -> None:
    """What is left when the machine stops while the key is written must sign nothing."""
    var.mkdir()
    (var / "secret.key").touch()
    try:
        found = from_environment().secret_key
    except InputError as error:
        assert error.where == Where(str(var / "secret.key"))  # noqa: PT017 (either is right)
    else:
        assert len(found) >= 43


@pytest.mark.parametrize("text", ["hôm nay", "25/8/2027", "2027-02-30", "2027"])
def test_a_fixed_day_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PLANNER_TODAY", text)
    with pytest.raises(InputError) as caught:
        from_environment()
    assert str(caught.value) == "PLANNER_TODAY: phải là một ngày dạng 2027-08-25"


OIDC = {
    "PLANNER_OIDC_ISSUER": "https://dang-nhap.vi-du.vn",
    "PLANNER_OIDC_CLIENT_ID": "lich",
    "PLANNER_OIDC_CLIENT_SECRET": "bí mật",
}


def test_a_provider_and_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (from_environment().oidc, from_environment().proxy) == (None, None)
    for name, value in {**OIDC, "PLANNER_PROXY": "10.0.0.2"}.items():
        monkeypatch.setenv(name, value)
    found = Provider("https://dang-nhap.vi-du.vn", "lich", "bí mật", "tài khoản của tỉnh")
    assert (from_environment().oidc, from_environment().proxy) == (found, "10.0.0.2")
    monkeypatch.setenv("PLANNER_OIDC_NAME", "tài khoản An Giang")
    assert from_environment().oidc == replace(found, name="tài khoản An Giang")


@pytest.mark.parametrize("left_out", OIDC)
def test_half_a_provider_is_refused(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    for name, value in OIDC.items():
        monkeypatch.setenv(name, " " if name == left_out else value)
    with pytest.raises(InputError) as caught:
        from_environment()
    assert str(caught.value).startswith(f"{left_out}: còn thiếu")


@pytest.mark.parametrize(
    ("issuer", "good"),
    [
        ("https://dang-nhap.vi-du.vn", True),
        ("http://localhost:3000", True),
        ("http://127.0.0.1:3000", True),
        ("http://dang-nhap.vi-du.vn", False),
        ("dang-nhap.vi-du.vn", False),
        ("https://", False),
        ("http://[::1", False),
    ],
)
def test_a_provider_is_asked_only_where_nobody_listens(
    monkeypatch: pytest.MonkeyPatch, issuer: str, *, good: bool
) -> None:
    for name, value in {**OIDC, "PLANNER_OIDC_ISSUER": issuer}.items():
        monkeypatch.setenv(name, value)
    if good:
        found = from_environment().oidc
        assert found is not None
        assert found.issuer == issuer
    else:
        with pytest.raises(InputError) as caught:
            from_environment()
        assert str(caught.value) == "PLANNER_OIDC_ISSUER: phải là một địa chỉ https://"


def test_a_place_that_can_hold_no_key_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tep").touch()
    monkeypatch.setenv("PLANNER_VAR", str(tmp_path / "tep" / "var"))
    with pytest.raises(InputError) as caught:
        from_environment()
    assert str(tmp_path / "tep") in str(caught.value)


def test_the_zone_has_no_summer_time() -> None:
    for month in (1, 7):
        at = datetime(2027, month, 1, tzinfo=settings.ZONE)
        assert at.utcoffset() == datetime(1980, 1, 1, tzinfo=settings.ZONE).utcoffset()
