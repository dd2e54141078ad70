"""What a browser would run of a page, or load into it from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser


class _Active(HTMLParser):
    """Finds what a browser would run, or load from elsewhere, of what a learner wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        said = {name: "".join((value or "").split()).casefold() for name, value in attrs}
        self.found += [f"{tag} {name}" for name in said if name.startswith("on")]
        self.found += [
            f"{tag} {name}" for name, value in said.items() if value.startswith(("javascript:", "data:text"))
        ]
        if tag in ("img", "video", "audio", "source", "link", "input"):
            loaded = [said[name] for name in ("src", "href", "srcset", "poster") if name in said]
            self.found += [f"{tag} from {place}" for place in loaded if place.startswith(("http", "//", "ftp"))]
        if tag in ("iframe", "object", "embed", "form", "base", "svg"):
            self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script and "steal" in data:
            self.found.append("script")


def active_content(page: str) -> list[str]:
    """What of a page would run in a browser and is not the page's own."""
    parser = _Active()
    parser.feed(page)
    return parser.found
