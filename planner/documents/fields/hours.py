"""The hours at which sessions on air or on loudspeakers start.

>>> [at.strftime("%H:%M") for _, at in hours("sang 5h30-6h00, chieu 17 gio 15 phut")]
['05:30', '17:15']
"""

import re
from collections.abc import Iterator
from datetime import time

LAST_HOUR = 23
HOUR = (
    r"(?:[01]?\d|2[0-4])(?:\s*(?:h|gio)\s*(?:[0-5]\d)?(?!\w)(?:\s*(?:'|phut))?"
    r"|\s*g\s*[0-5]\d(?!\w)|\s*:\s*[0-5]\d(?!\d))"
)
"""An hour of the day: "5h30", "17 giờ 15 phút", "5g30", "17:15", "6 giờ"; no "2G"."""

_HOUR = re.compile(
    r"(?<![\d/.,:])(?P<hour>[01]?\d|2[0-4])(?:\s*(?:h|gio)\s*(?P<m1>[0-5]\d)?(?!\w)"
    r"|\s*g\s*(?P<m2>[0-5]\d)(?!\w)|\s*:\s*(?P<m3>[0-5]\d)(?!\d))"
)
_BOUND = re.compile(r"(?:tu|den|toi|het|truoc|sau|qua|-)\s*(?:luc\s*|hoi\s*|het\s*)?$")
_OF_DAY = re.compile(
    r"\s*(?:'|phut)?[\s,]*(?:sang|chieu|toi|trua)?[\s,]*(?:(?:thu \w+|chu nhat),?\s*)?"
    r"(?:cua\s*)?ngay\s*\d"
)
_ENDS = re.compile(r"\s*(?:'|phut)?\s*(?:-|den|toi)\s*(?:het|luc)?\s*$")
_LIMIT = re.compile(
    r"(?:truoc|sau|het|qua|ngoai|trong(?: vong)?|moi|keo dai|thoi luong|du|them)\s*(?:luc\s*)?$"
)
_LENGTH = re.compile(
    r"\s*/\s*(?:ngay|buoi|tuan|24)|\s*(?:moi|mot|tren) ngay|\s*(?:dong ho|lien tuc)"
)
NEAR = 14


def hours(text: str) -> Iterator[tuple[int, time]]:
    """Yield the hours that start a session, with their places; those that bound a day do not.

    "từ 6 giờ ngày 28/4" bounds a span; of "17h15-17h45" only the start counts; "trong vòng 24
    giờ" and "không phát sau 20 giờ" start nothing.
    """
    previous = -NEAR
    for found in _HOUR.finditer(text):
        last, previous = previous, found.end()
        after = text[found.end() : found.end() + 40]
        before = text[max(found.start() - NEAR, 0) : found.start()]
        if _BOUND.search(before) and _OF_DAY.match(after):
            continue
        if last >= 0 and found.start() - last <= NEAR and _ENDS.match(text[last : found.start()]):
            continue
        hour = int(found["hour"])
        if hour <= LAST_HOUR and not _LIMIT.search(before) and not _LENGTH.match(after):
            yield found.start(), time(hour, int(found["m1"] or found["m2"] or found["m3"] or 0))
