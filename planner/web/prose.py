"""What people write as HTML: a brief's Markdown, cleaned, and the plain words of a comment."""

import re
from collections.abc import Mapping

import markdown
import nh3
from markupsafe import Markup, escape

from planner.services.discussing import MENTION

TAGS = {
    *("p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
_ITEM = r"[ \t]*(?:[-*+]|\d+[.)])[ \t]"
_TIGHT = re.compile(rf"^(?!{_ITEM})(.*\S.*)\n(?={_ITEM})", re.MULTILINE)
"""A line with a list right below it: Markdown wants an empty line there, people leave none."""
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]")
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


def plain(text: str, names: Mapping[str, str]) -> Markup:
    """Return plain words as HTML: addresses become links, and a mention says the full name.

    `names` are full names by the names after an @.
    """
    found, end = Markup(), 0
    for link in _ADDRESS.finditer(text):
        found += _mentions(text[end : link.start()], names) + Markup(
            '<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>'
        ).format(link[0])
        end = link.end()
    return found + _mentions(text[end:], names)


def _mentions(text: str, names: Mapping[str, str]) -> Markup:
    def named(found: re.Match[str]) -> str:
        full_name = names.get(found[1].lower())
        return f"<b>@{escape(full_name)}</b>" if full_name else found[0]

    # Escaping makes no sign that a mention could begin or go on with.
    return Markup(MENTION.sub(named, str(escape(text))))  # noqa: S704 (escaped right here)
