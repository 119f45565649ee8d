"""`planner user`: accounts, for whoever runs the machine."""

import sys
from collections.abc import Callable

import click

from planner.cli.commands import JSON, opened
from planner.cli.output import plainly, show
from planner.domain.people import Grant, Person, Role
from planner.domain.policy import OPERATOR
from planner.services import accounts, links, second_factor
from planner.store import people

NAME = click.argument("name")
PASSWORD = "--password-stdin"  # noqa: S105 (the option's name)


def _grant(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a role and where it holds."""
    roles = click.Choice([str(one) for one in Role])
    role = click.option("--role", type=roles, required=True, help="Vai trò.")
    agency = click.option("--agency", metavar="A", help="Mã cơ quan: cho nó và cấp dưới của nó.")
    province = click.option("--province", metavar="P", help="Mã tỉnh: cho cả tỉnh ấy.")
    return role(agency(province(command)))


def _where(role: str, agency: str | None, province: str | None) -> Grant:
    if agency is not None and province is not None:
        raise click.UsageError("nêu --agency hoặc --province, không cả hai")
    return Grant(Role(role), agency, province)


def _typed() -> str:
    """Return the password, the first line of standard input."""
    return sys.stdin.readline().rstrip("\r\n")


@click.group()
def user() -> None:
    """Tài khoản: lập, cấp vai trò, mật khẩu, khóa."""


@user.command("add")
@NAME
@_grant
@click.option("--full-name", default="", metavar="T", help="Họ tên.")
@click.option("--email", metavar="E", help="Thư điện tử.")
@click.option(PASSWORD, "with_password", is_flag=True, help="Đọc mật khẩu từ đầu vào.")
@plainly
def add(
    *,
    name: str,
    role: str,
    agency: str | None,
    province: str | None,
    full_name: str,
    email: str | None,
    with_password: bool,
) -> None:
    """Lập một tài khoản; không nêu cơ quan hay tỉnh thì vai trò cho cả hệ thống."""
    grants = (_where(role, agency, province),)
    password = _typed() if with_password else None
    with opened(writing=True) as (session, _):
        accounts.add(
            session,
            name,
            grants,
            by=OPERATOR,
            password=password,
            full_name=full_name,
            email=email,
        )
    click.echo(f"Đã lập tài khoản {name}.")
    if password is None:
        click.echo(f"Chưa có mật khẩu; đặt bằng: planner user link {name}")


@user.command("grant")
@NAME
@_grant
@plainly
def grant(*, name: str, role: str, agency: str | None, province: str | None) -> None:
    """Cấp thêm một vai trò."""
    one = _where(role, agency, province)
    with opened(writing=True) as (session, _):
        accounts.grant(session, name, one, by=OPERATOR)
    click.echo(f"{name}: thêm {accounts.spelled(one)}")


@user.command("ungrant")
@NAME
@_grant
@plainly
def ungrant(*, name: str, role: str, agency: str | None, province: str | None) -> None:
    """Bỏ một vai trò."""
    one = _where(role, agency, province)
    with opened(writing=True) as (session, _):
        accounts.ungrant(session, name, one, by=OPERATOR)
    click.echo(f"{name}: bỏ {accounts.spelled(one)}")


@user.command("passwd")
@NAME
@click.option(PASSWORD, "with_password", is_flag=True, help="Đọc mật khẩu từ đầu vào.")
@plainly
def passwd(*, name: str, with_password: bool) -> None:
    """Đặt mật khẩu; mọi phiên đang mở của người ấy kết thúc."""
    if not with_password:
        raise click.UsageError("mật khẩu không đứng trên dòng lệnh; thêm --password-stdin")
    password = _typed()
    with opened(writing=True) as (session, _):
        accounts.set_password(session, name, password, by=OPERATOR)
    click.echo(f"Đã đặt mật khẩu của {name}.")


@user.command("link")
@NAME
@plainly
def link(*, name: str) -> None:
    """In một liên kết dùng một lần, trong 48 giờ, để người ấy đặt mật khẩu."""
    with opened(writing=True) as (session, settings):
        token = links.make(session, name, by=OPERATOR)
    click.echo(f"{settings.base_url}/link/{token}")


@user.command("list")
@JSON
@plainly
def list_people(*, as_json: bool) -> None:
    """Mọi tài khoản."""
    with opened() as (session, _):
        found = people.every(session)
    show([_person(one) for one in found], as_json=as_json)


def _person(one: Person) -> dict[str, object]:
    return {
        "name": one.name,
        "full_name": one.full_name,
        "email": one.email,
        "roles": [accounts.spelled(each) for each in one.grants],
        "active": one.active,
        "password": one.password is not None,
        "totp": one.totp is not None,
        "provider": one.subject is not None,
        "seen_at": one.seen_at.isoformat() if one.seen_at else None,
    }


@user.command("disable")
@NAME
@plainly
def disable(*, name: str) -> None:
    """Khóa một tài khoản; mọi phiên đang mở kết thúc."""
    with opened(writing=True) as (session, _):
        accounts.set_active(session, name, active=False, by=OPERATOR)
    click.echo(f"Đã khóa {name}.")


@user.command("enable")
@NAME
@plainly
def enable(*, name: str) -> None:
    """Mở khóa một tài khoản."""
    with opened(writing=True) as (session, _):
        accounts.set_active(session, name, active=True, by=OPERATOR)
    click.echo(f"Đã mở khóa {name}.")


@user.command("totp-off")
@NAME
@plainly
def totp_off(*, name: str) -> None:
    """Tắt mã hai bước của một người, khi mất điện thoại."""
    with opened(writing=True) as (session, _):
        second_factor.turn_off(session, name, by=OPERATOR)
    click.echo(f"Đã tắt mã hai bước của {name}.")
