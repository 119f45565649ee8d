"""A brief's Markdown as HTML: what people write is cleaned before anybody sees it."""

import re

import markdown
import nh3
from markupsafe import Markup

TAGS = {
    *("p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
_ITEM = r"[ \t]*(?:[-*+]|\d+[.)])[ \t]"
_TIGHT = re.compile(rf"^(?!{_ITEM})(.*\S.*)\n(?={_ITEM})", re.MULTILINE)
"""A line with a list right below it: Markdown wants an empty line there, people leave none."""
_HEADINGS = re.compile(r"(</?h)[1-6]")


def prose(text: str) -> Markup:
    """Return Markdown as clean HTML: no pictures, no styles, headings below the page's own."""
    spaced = _TIGHT.sub(r"\1\n\n", text)
    written = markdown.markdown(spaced, extensions=["sane_lists", "nl2br"], output_format="html")
    clean = nh3.clean(
        written,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(_HEADINGS.sub(r"\g<1>3", clean))  # noqa: S704 (cleaned above)
