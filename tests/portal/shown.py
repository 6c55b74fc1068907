"""A page as its reader has it: its ids, its links, what is marked."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import html

Send = Callable[..., Any]
"""Sends a report as a file, with what else the form asks."""


class Shown:
    """A page of the site, parsed."""

    def __init__(self, response: Any) -> None:
        self.text = response.content.decode()
        self.tree = html.document_fromstring(self.text)

    @property
    def ids(self) -> Counter[str]:
        """Every id, and how often it stands in the page."""
        return Counter(self.tree.xpath("//@id"))

    @property
    def fragments(self) -> set[str]:
        """Where the links within the page lead."""
        return {address[1:] for address in self.tree.xpath("//a/@href") if address.startswith("#")}

    def by_id(self, name: str) -> Any:
        """The one element with that id."""
        (found,) = self.tree.xpath("//*[@id=$name]", name=name)
        return found

    def words(self, name: str) -> str:
        """The words of the element with that id."""
        return " ".join(self.by_id(name).text_content().split())

    def line_of(self, name: str) -> str:
        """The words of the source in the line that holds the element, without numbers of lines and findings."""
        (line,) = self.by_id(name).xpath("ancestor-or-self::*[self::p or self::tr or self::li][1]")
        return source_words(line)

    def marked(self, number: int) -> str:
        """What is marked from the place of a finding on, up to the first words that are not."""
        place = self.by_id(f"at-{number}")
        found = []
        for after in place.xpath("following-sibling::node()"):
            if getattr(after, "tag", "") == "mark":
                found.append(after.text_content())
            elif isinstance(after, str) or after.tag != "span":
                break
        return "".join(found)


def source_words(element: Any) -> str:
    """The words of the source in an element, what the page adds left out."""
    kept = html.fromstring(html.tostring(element, encoding="unicode"))
    for added in kept.xpath("//sup | //*[@class='place'] | //*[@class='told']"):
        added.drop_tree()
    return kept.text_content()


def bare(text: str) -> str:
    """The text without blanks, to compare it."""
    return re.sub(r"\s+", "", text)
