"""Parts of addresses that the framework does not know."""

from werkzeug.routing import IntegerConverter


class MonthConverter(IntegerConverter):
    """A month: one or two digits are read, two are written."""

    regex = r"\d{1,2}"

    def to_url(self, value: int) -> str:
        return f"{int(value):02d}"
