"""Reminders by mail: who is told what, in which words, and that nobody gets a letter twice."""

import json
import os
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import small
from accounts import admit
from postbox import Postbox, receiving, text_of
from programs import free_port
from sqlalchemy import event

from planner.domain.model import ItemState, State
from planner.domain.people import Grant, Person, Reminder, Role
from planner.errors import InputError, MailError
from planner.services import mailing, reminding, telling
from planner.services.reminding import LEASE, Report
from planner.services.scheduling import now
from planner.services.telling import News
from planner.store import items, notices, people, slots

BASE = "https://lich.vi-du.vn"
MONDAY = date(2027, 8, 30)
TUESDAY = date(2027, 8, 31)
COMMUNE = "xa-dong-hoa"
BULLETIN = f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-3/s1"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with receiving() as box:
        yield box


def invite(
    office: small.Office,
    name: str,
    *grants: Grant,
    full_name: str | None = None,
    reminders: Iterable[Reminder] = Reminder,
    email: str | None = "",
) -> Person:
    """Add somebody with an address."""
    admit(office.database, name)
    with office.database.writing() as session:
        person = replace(
            people.get(session, name),
            full_name=full_name or name,
            grants=grants,
            email=f"{name}@vi-du.vn" if email == "" else email,
            reminders=frozenset(reminders),
        )
        people.put(session, person)
    return person


def clear(office: small.Office, but: Sequence[str] = ()) -> None:
    """Let nothing be left to do but some slots and items."""
    with office.database.writing() as session:
        slots.update_all(
            session,
            [
                replace(one, state=State.PUBLISHED)
                for one in slots.select(session)
                if one.key not in but
            ],
        )
        items.update_all(
            session,
            [
                replace(one, state=ItemState.DONE)
                for one in items.select(session)
                if one.key not in but
            ],
        )


def notify(
    office: small.Office, box: Postbox, day: date = TUESDAY, after: timedelta = timedelta()
) -> Report:
    """Do what `planner notify` does, some time later than now."""
    return reminding.notify(
        office.database,
        day,
        mailing.server(box.url),
        mailing.sender("Lịch chiến dịch <lich@vi-du.vn>"),
        BASE,
        clock=lambda: now() + after,
    )


def counts(report: Report) -> tuple[int, int, int]:
    return report.sent, report.quiet, report.taken


EDITOR = Grant(Role.EDITOR, COMMUNE)


# --- what is said -------------------------------------------------------------------------------


def test_a_letter_as_a_person_reads_it(planned: small.Office, postbox: Postbox) -> None:
    clear(
        planned,
        [
            BULLETIN,
            f"quoc-khanh-2027/social-daily/{COMMUNE}/d-1",
            f"01-kh-ubnd-2027/h2/{COMMUNE}/2027-09",
        ],
    )
    invite(planned, "minh", full_name="Trần Minh")
    invite(planned, "lan", EDITOR, full_name="Nguyễn Thị Lan")
    with planned.database.writing() as session:
        telling.tell(
            session, ["lan"], News.SENT_BACK, who="minh", subject=BULLETIN, text="thiếu ảnh"
        )
        telling.tell(session, ["lan"], News.MENTIONED, who="minh", subject=BULLETIN)
    assert counts(notify(planned, postbox)) == (1, 1, 0)
    (letter,) = postbox.letters
    assert text_of(letter).replace(BASE, "…") == (
        "Chào Nguyễn Thị Lan,\n"
        "\n"
        "VIỆC TRỄ (1)\n"
        "- Bản tin loa: Chuyển đổi số (hạn bài 29/8, lên lịch 30/8 lúc 05:30, trễ 2 ngày)\n"
        f"  …/slots/{BULLETIN}\n"
        "\n"
        "ĐẾN HẠN NGÀY MAI, 1/9 (1)\n"
        "- Bài đăng: 82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam "
        "(hạn bài 31/8, lên lịch 1/9 lúc 08:00)\n"
        f"  …/slots/quoc-khanh-2027/social-daily/{COMMUNE}/d-1\n"
        "\n"
        "BỊ TRẢ LẠI (1)\n"
        "- Trần Minh trả lại “Bản tin loa: Chuyển đổi số, 30/8” (thiếu ảnh)\n"
        f"  …/slots/{BULLETIN}\n"
        "\n"
        "-- \n"
        "Lịch chiến dịch. Thư gửi tự động, không cần trả lời.\n"
        "Chọn được nhắc những gì: …/reminders\n"
    )
    html = letter.get_body(("html",))
    assert html is not None
    assert f'<a href="{BASE}/slots/{BULLETIN}"' in html.as_string(policy=letter.policy).replace(
        "=\n", ""
    ).replace("=3D", "=")
    assert {name: letter[name] for name in ("From", "To", "Subject", "Auto-Submitted")} == {
        "From": "Lịch chiến dịch <lich@vi-du.vn>",
        "To": "Nguyễn Thị Lan <lan@vi-du.vn>",
        "Subject": "Lịch chiến dịch: 1 việc trễ, 1 việc đến hạn mai, 1 việc bị trả lại",
        "Auto-Submitted": "auto-generated",
    }
    assert letter["List-Unsubscribe"] == f"<{BASE}/reminders>"
    assert letter["Message-ID"].endswith("@vi-du.vn>")
    sent_at: datetime = letter["Date"].datetime
    assert sent_at.utcoffset() == timedelta(hours=7)


def test_on_mondays_the_week_and_not_on_other_days(planned: small.Office) -> None:
    person = invite(planned, "lan", EDITOR, reminders=[Reminder.WEEK])
    with planned.database.session() as session:
        (monday,) = reminding.due(session, MONDAY, now()).digests
        assert list(reminding.due(session, TUESDAY, now()).digests) == []
    (week,) = monday.sections
    assert (monday.person.name, week.about, week.title) == (
        person.name,
        Reminder.WEEK,
        "Tuần này, 30/8 – 5/9",
    )
    assert (len(week.lines), week.number, week.more) == (12, 18, 6)


def test_long_lists_are_cut_and_say_where_the_rest_is(planned: small.Office) -> None:
    invite(planned, "lan", EDITOR, reminders=[Reminder.LATE])
    with planned.database.session() as session:
        (digest,) = reminding.due(session, TUESDAY, now()).digests
    text = reminding.written(digest, BASE)
    number = digest.sections[0].number
    assert f"VIỆC TRỄ ({number})" in text
    assert f"- và {number - 12} mục khác\n  {BASE}/agencies/{COMMUNE}\n" in text
    assert text.count("/slots/") + text.count("/items/") == 12


@pytest.mark.parametrize("reminder", Reminder)
def test_each_gets_only_what_they_chose(planned: small.Office, reminder: Reminder) -> None:
    invite(planned, "lan", EDITOR, reminders=[reminder])
    invite(planned, "ba", EDITOR, reminders=[])
    with planned.database.writing() as session:
        telling.tell(session, ["lan", "ba"], News.RETURNED, who="x", subject=BULLETIN)
        telling.tell(session, ["lan", "ba"], News.PLAN_CHANGED, who="x", text="thêm 4 mục")
    with planned.database.session() as session:
        found = reminding.due(session, MONDAY, now())
    assert [(one.person.name, [s.about for s in one.sections]) for one in found.digests] == [
        ("lan", [reminder])
    ]
    assert found.quiet == 1


def test_coordinators_get_numbers_administrators_what_names_them(planned: small.Office) -> None:
    late = [Reminder.LATE]
    invite(planned, "tinh", Grant(Role.COORDINATOR, province="song-lam"), reminders=late)
    invite(planned, "huyen", Grant(Role.COORDINATOR, "huyen-tay-ha"), reminders=late)
    invite(planned, "moi-noi", Grant(Role.EDITOR), reminders=late)
    invite(planned, "nha-bao", Grant(Role.VIEWER, "bao-song-lam"), reminders=late)
    invite(planned, "quan-tri-2", Grant(Role.ADMINISTRATOR), reminders=late)
    planned.edit(BULLETIN, {"assignee": "quan-tri-2"})
    with planned.database.session() as session:
        found = {one.person.name: one for one in reminding.due(session, TUESDAY, now()).digests}
    assert found.keys() == {"tinh", "huyen", "nha-bao", "quan-tri-2"}
    (whole,) = found["tinh"].sections
    assert whole.lines == ()
    assert len(whole.agencies) == 6
    assert whole.agencies[0].text == "Xã Đông Hòa"
    (part,) = found["huyen"].sections
    assert {one.text for one in part.agencies} == {
        "Huyện Tây Hà",
        "Phòng Văn hóa và Thông tin huyện Tây Hà",
    }
    (own,) = found["nha-bao"].sections
    assert own.agencies == ()
    assert own.number == len(own.lines) + own.more
    (named,) = found["quan-tri-2"].sections
    assert [one.path for one in named.lines] == [f"/slots/{BULLETIN}"]
    assert named.number == 1
    assert whole.number > own.number


def test_whoever_is_away_or_has_no_address_gets_nothing(
    planned: small.Office, postbox: Postbox
) -> None:
    invite(planned, "lan", EDITOR, email=None)
    person = invite(planned, "ba", EDITOR)
    with planned.database.writing() as session:
        people.put(session, replace(person, active=False))
    assert counts(notify(planned, postbox)) == (0, 0, 0)
    assert postbox.letters == []


def test_news_is_told_once_unless_it_was_seen_before(
    planned: small.Office, postbox: Postbox
) -> None:
    clear(planned)
    invite(planned, "lan", EDITOR)
    with planned.database.writing() as session:
        telling.tell(session, ["lan"], News.SENT_BACK, who="x", subject=BULLETIN, text="một")
    notify(planned, postbox, TUESDAY)
    with planned.database.writing() as session:
        telling.tell(session, ["lan"], News.SENT_BACK, who="x", subject=BULLETIN, text="hai")
        seen = notices.newest(session)
        notices.see(session, "lan", seen, now())
        telling.tell(session, ["lan"], News.SENT_BACK, who="x", subject=BULLETIN, text="ba")
    notify(planned, postbox, TUESDAY + timedelta(1))
    said = [text_of(one) for one in postbox.letters]
    assert [[word for word in ("một", "hai", "ba") if f"({word})" in one] for one in said] == [
        ["một"],
        ["ba"],
    ]


def test_old_news_is_forgotten(planned: small.Office, postbox: Postbox) -> None:
    invite(planned, "lan", EDITOR, reminders=[])
    with planned.database.writing() as session:
        telling.tell(session, ["lan"], News.ASSIGNED, who="x", subject=BULLETIN)
        telling.tell(session, ["lan"], News.SENT_BACK, who="x", subject=BULLETIN)
    notify(planned, postbox, after=timedelta(days=89))
    with planned.database.session() as session:
        assert len(notices.of(session, "lan")) == 2
    notify(planned, postbox, after=timedelta(days=91))
    with planned.database.session() as session:
        (left,) = notices.of(session, "lan")  # the newest: its number must not come again
    assert left.kind == News.SENT_BACK


def test_a_run_asks_the_database_no_more_for_more_people(planned: small.Office) -> None:
    asked: list[str] = []

    def queries() -> int:
        asked.clear()
        with planned.database.session() as session:
            reminding.due(session, MONDAY, now())
        return len(asked)

    event.listen(
        planned.database.engine,
        "before_cursor_execute",
        lambda *arguments: asked.append(str(arguments[2])),
    )
    invite(planned, "lan", EDITOR)
    queries()  # what changes seldom is read once
    few = queries()
    for number in range(20):
        invite(planned, f"nguoi-{number}", Grant(Role.APPROVER, COMMUNE))
    assert queries() == few
    assert few < 30


# --- once a day, whatever happens ---------------------------------------------------------------


def test_twice_a_day_is_once(planned: small.Office, postbox: Postbox) -> None:
    invite(planned, "lan", EDITOR)
    invite(planned, "ba", EDITOR)
    assert counts(notify(planned, postbox)) == (2, 0, 0)
    assert counts(notify(planned, postbox, after=timedelta(hours=5))) == (0, 0, 2)
    assert postbox.receivers == ["ba@vi-du.vn", "lan@vi-du.vn"]
    assert counts(notify(planned, postbox, TUESDAY + timedelta(1))) == (2, 0, 0)
    assert len({one["Message-ID"] for one in postbox.letters}) == 4


def test_whoever_had_nothing_to_be_told_is_told_later_in_the_day(
    planned: small.Office, postbox: Postbox
) -> None:
    clear(planned)
    invite(planned, "lan", EDITOR)
    assert counts(notify(planned, postbox)) == (0, 1, 0)
    with planned.database.writing() as session:
        telling.tell(session, ["lan"], News.SENT_BACK, who="x", subject=BULLETIN)
    assert counts(notify(planned, postbox)) == (1, 0, 0)


def test_dying_before_the_letter_goes_leaves_it_to_a_later_run(
    planned: small.Office, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(planned, "lan", EDITOR)
    with monkeypatch.context() as patched:
        patched.setattr(mailing, "send", lambda *_: sys.exit("mất điện"))
        with pytest.raises(SystemExit):
            notify(planned, postbox)
    assert counts(notify(planned, postbox)) == (0, 0, 1)
    assert postbox.letters == []
    assert counts(notify(planned, postbox, after=LEASE)) == (1, 0, 0)
    assert postbox.receivers == ["lan@vi-du.vn"]


PROGRAM = """
import json, sys
from datetime import date
from planner.services import mailing, reminding
from planner.store.db import Database
database, day, server, base = json.loads(sys.argv[1])
reminding.notify(
    Database(database), date.fromisoformat(day), mailing.server(server),
    mailing.sender("Lịch chiến dịch <lich@vi-du.vn>"), base,
)
"""


def test_dying_once_the_letter_lies_there_gives_the_same_letter_again(
    planned: small.Office, postbox: Postbox
) -> None:
    invite(planned, "lan", EDITOR)
    url = planned.database.url.render_as_string(hide_password=False)
    arguments = json.dumps([url, TUESDAY.isoformat(), postbox.url, BASE])
    with subprocess.Popen([sys.executable, "-c", PROGRAM, arguments]) as program:
        postbox.before_answer = lambda: os.kill(program.pid, signal.SIGKILL)
        assert program.wait() == -signal.SIGKILL
    postbox.before_answer = lambda: None
    assert counts(notify(planned, postbox)) == (0, 0, 1)
    assert counts(notify(planned, postbox, after=LEASE + timedelta(seconds=1))) == (1, 0, 0)
    first, second = postbox.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert text_of(first) == text_of(second)


def test_two_runs_at_once_send_one_letter_each(planned: small.Office, postbox: Postbox) -> None:
    names = [f"nguoi-{number}" for number in range(12)]
    for name in names:
        invite(planned, name, EDITOR)
    reports: list[Report] = []
    ready = threading.Barrier(2)

    def run() -> None:
        ready.wait()
        reports.append(notify(planned, postbox))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert postbox.receivers == sorted(f"{name}@vi-du.vn" for name in names)
    assert sum(one.sent for one in reports) == len(names)
    assert all(one.sent + one.taken == len(names) for one in reports)


def test_a_refused_address_stops_no_other(planned: small.Office, postbox: Postbox) -> None:
    for name in ("a-dung", "b-sai", "c-dung"):
        invite(planned, name, EDITOR)
    invite(planned, "d-khong-phai", EDITOR, email="không phải địa chỉ")
    postbox.refused = {"b-sai@vi-du.vn": "550 no such user"}
    report = notify(planned, postbox)
    assert postbox.receivers == ["a-dung@vi-du.vn", "c-dung@vi-du.vn"]
    assert report.refused == {
        "b-sai": "550 no such user",
        "d-khong-phai": "địa chỉ thư viết sai",
    }
    postbox.refused = {}
    assert notify(planned, postbox, after=LEASE).sent == 1


def test_a_letter_that_is_refused_as_such_stops_no_other(
    planned: small.Office, postbox: Postbox
) -> None:
    invite(planned, "lan", EDITOR)
    postbox.answer = "554 too much of it"
    assert notify(planned, postbox).refused == {"lan": "554 too much of it"}


def test_a_server_that_leaves_midway(planned: small.Office, postbox: Postbox) -> None:
    for name in ("a", "b"):
        invite(planned, f"nguoi-{name}", EDITOR)
    postbox.refused = {"nguoi-b@vi-du.vn": "421 closing down"}
    with pytest.raises(MailError) as told:
        notify(planned, postbox)
    assert str(told.value) == (
        f"máy chủ thư 127.0.0.1:{postbox.port} dừng giữa chừng: 421 closing down; "
        "thư chưa gửi sẽ gửi ở lần sau"
    )
    postbox.refused = {}
    assert counts(notify(planned, postbox, after=LEASE)) == (1, 0, 1)
    assert postbox.receivers == ["nguoi-a@vi-du.vn", "nguoi-b@vi-du.vn"]


def test_a_server_that_is_away_changes_nothing(planned: small.Office, postbox: Postbox) -> None:
    invite(planned, "lan", EDITOR)
    before = planned.dump()
    nobody = Postbox(free_port())
    with pytest.raises(MailError, match=f"không nối được máy chủ thư 127.0.0.1:{nobody.port}"):
        notify(planned, nobody)
    assert planned.dump() == before
    assert counts(notify(planned, postbox)) == (1, 0, 0)


# --- the letter and the server ------------------------------------------------------------------


def test_a_name_adds_no_header(planned: small.Office, postbox: Postbox) -> None:
    invite(planned, "lan", EDITOR, full_name="Lan\r\nBcc: ke@gian.vn\n\n<b>Ơi</b>")
    invite(planned, "ba", EDITOR, email="ba@vi-du.vn\r\nBcc: ke@gian.vn")
    assert notify(planned, postbox).refused == {"ba": "địa chỉ thư viết sai"}
    (letter,) = postbox.letters
    assert letter["Bcc"] is None
    assert letter["To"].addresses[0].display_name == "Lan Bcc: ke@gian.vn <b>Ơi</b>"
    html = letter.get_body(("html",))
    assert html is not None
    assert "<b>" not in html.get_content()


@pytest.fixture
def guarded() -> Iterator[Postbox]:
    with receiving("mat khau @:/") as box:
        yield box


def test_a_server_that_wants_a_password(guarded: Postbox) -> None:
    url = guarded.url.replace("//", "//lich:mat%20khau%20%40%3A%2F@")
    server = mailing.server(url)
    assert (server.user, server.password) == ("lich", "mat khau @:/")
    assert "khau" not in repr(server)
    with mailing.connected(server) as talk:
        assert talk.noop()[0] == 250
    wrong = mailing.server(guarded.url.replace("//", "//lich:sai@"))
    with pytest.raises(MailError) as told, mailing.connected(wrong):
        pass
    assert "535" in str(told.value)
    assert "sai@" not in str(told.value)


def test_what_the_server_can_encrypt_is_encrypted(
    planned: small.Office, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate that nobody vouches for is refused; an office's own is known by its file."""
    invite(planned, "lan", EDITOR)
    monkeypatch.setattr(mailing, "_is_here", lambda _: False)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with receiving("mat", context) as box:
        box.login = "lich:mat@"
        with pytest.raises(MailError, match="certificate verify failed"):
            notify(planned, box)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert counts(notify(planned, box)) == (1, 0, 0)
    assert box.encrypted == [True]


def test_no_password_goes_over_the_net_in_the_clear(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "_is_here", lambda _: False)
    server = mailing.server(postbox.url.replace("//", "//lich:mat@"))
    with pytest.raises(MailError, match="không mã hóa nên không gửi mật khẩu"):
        mailing.connected(server).__enter__()


@pytest.mark.parametrize(
    ("url", "port", "secure"),
    [
        ("smtp://thu.vi-du.vn", 587, "starttls"),
        ("smtp://thu.vi-du.vn:587", 587, "starttls"),
        ("smtp://thu.vi-du.vn:25", 25, "offered"),
        ("smtp://thu.vi-du.vn:25?starttls=no", 25, "none"),
        ("smtps://thu.vi-du.vn", 465, "tls"),
        ("smtps://thu.vi-du.vn:2465", 2465, "tls"),
    ],
)
def test_how_the_server_is_spoken_to(url: str, port: int, secure: str) -> None:
    found = mailing.server(url)
    assert (found.host, found.port, found.secure) == ("thu.vi-du.vn", port, secure)


@pytest.mark.parametrize("url", ["thu.vi-du.vn", "http://lich:mat-ma@thu", "smtp://:mat-ma@:x"])
def test_an_address_that_is_no_server_is_not_repeated(url: str) -> None:
    with pytest.raises(InputError) as told:
        mailing.server(url)
    assert str(told.value).startswith("PLANNER_SMTP_URL: không đọc được địa chỉ máy chủ thư")
    assert "mat-ma" not in str(told.value)


def test_a_password_that_smtp_cannot_carry() -> None:
    with pytest.raises(InputError, match="chỉ gồm chữ không dấu") as told:
        mailing.server("smtp://lich:m%E1%BA%ADt@thu.vi-du.vn")
    assert "mật@" not in str(told.value)


@pytest.mark.parametrize("text", ["lich", "lich@", "@vi-du.vn", "Lịch <>", "lịch@vi-du.vn"])
def test_a_sender_that_is_no_address(text: str) -> None:
    with pytest.raises(InputError, match="không phải một địa chỉ thư"):
        mailing.sender(text)
