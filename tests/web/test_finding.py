"""Finding by words, on the page of all that was found."""

from flask.testing import FlaskClient


def test_words_without_marks_find_days_slots_and_agencies(client: FlaskClient) -> None:
    page = client.get("/search?q=quoc+khanh").text
    assert 'href="/campaigns/quoc-khanh-2027"' in page
    assert "campaign=quoc-khanh-2027&amp;channel=flag" in page
    assert 'href="/agencies/xa-go-quao"' in client.get("/search?q=GO+QUAO").text
    assert 'href="/plans/262-kh-tu-2024"' in client.get("/search?q=262").text


def test_duties_are_found_by_their_words(client: FlaskClient) -> None:
    page = client.get("/search?q=ha+bang+ron").text
    assert "Hạ băng rôn" in page
    assert 'href="/items/quoc-khanh-2027/' in page


def test_nothing_found_and_nothing_asked_say_so(client: FlaskClient) -> None:
    assert "Không thấy gì có “xyzzy" in client.get("/search?q=xyzzy+khong+co").text
    assert "Gõ vài chữ" in client.get("/search").text
    assert "<script>" not in client.get("/search?q=<script>").text.split("</head>")[1]


def test_the_calendar_can_be_narrowed_by_words(client: FlaskClient) -> None:
    page = client.get("/calendar/2027/09?view=agenda&agency=xa-go-quao&q=quoc+khanh").text
    assert "82 năm Quốc khánh" in page
    none = client.get("/calendar/2027/09?view=agenda&agency=xa-go-quao&q=giang+sinh").text
    assert '<b class="n">0</b> việc' in none
