"""What the exports are drawn from: the records, the pages, and who publishes them where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType
from urllib.parse import quote

from generator.document import Document, Listed
from generator.graph import Graph
from generator.history import History
from generator.values import Value, field
from generator.views.collections import COLLECTIONS

# Remembered: the parts of a few thousand addresses stand on page after page.
_quoted = lru_cache(maxsize=10_000)(quote)

# A standing page with one of these ids is the policy that schema.org calls by that name.
POLICY_PAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "publishingPrinciples": ("how-we-work", "publishing-principles", "principles"),
        "correctionsPolicy": ("corrections", "corrections-policy"),
        "ethicsPolicy": ("ethics", "ethics-policy"),
        "verificationFactCheckingPolicy": (
            "verification",
            "verification-policy",
            "how-we-work#verification",
        ),
        "unnamedSourcesPolicy": (
            "unnamed-sources",
            "unnamed-sources-policy",
            "how-we-work#unnamed-sources",
        ),
        "ownershipFundingInfo": ("ownership", "funding"),
        "masthead": ("masthead",),
        "diversityPolicy": ("diversity", "diversity-policy"),
    }
)


def policies_of(graph: Graph) -> Mapping[str, str]:
    """schema.org's name of a policy -> the path of the standing page that holds it, or of a section.

    Only pages and chosen anchors that exist; what has no page is not claimed.
    """
    found = {
        name: found_place
        for name, places in POLICY_PAGES.items()
        for place in reversed(places)
        if (found_place := _found(graph, place))
    }
    return MappingProxyType(found)


def _found(graph: Graph, place: str) -> str | None:
    """The path of a page, by the id that it has or once had; None where there is none."""
    id, mark, anchor = place.partition("#")
    page = graph.pages.get(graph.library.id_by_former_id.get(id, id))
    is_there = page is not None and (not anchor or f"{{#{anchor}}}" in page.body)
    return f"{page.id}{mark}{anchor}" if page is not None and is_there else None


class Publication(Value, dict=True):
    """All that the exports are drawn from.

    `url` ends in a slash. `policies` is what `policies_of` gives. `licence` is the address of the
    licence of the texts and `rights` its words; None where nobody has said. `script_hashes` are
    those of inline scripts (see security.script_hash); `trusted_types` the name of the one policy
    by which the site's script may load its worker, None where the script needs none.
    `with_twins` says that each page has its Markdown twin beside it. `find_page` finds one page of
    `documents` by its path, where not all of them are made yet.
    """

    graph: Graph
    history: History
    documents: Sequence[Document | Listed]
    name: str
    description: str
    url: str
    policies: Mapping[str, str] = field(default_factory=dict)
    licence: str | None = None
    rights: str | None = None
    language: str = "en"
    locale: str = "en_GB"
    script_hashes: tuple[str, ...] = ()
    trusted_types: str | None = None
    with_twins: bool = False
    find_page: Callable[[str], Document | Listed | None] | None = None

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")) or not self.url.endswith("/"):
            raise ValueError(f"the site's address must be a URL that ends in a slash: {self.url!r}")

    def address(self, path: str, anchor: str | None = None) -> str:
        """The public address of a page; "" is home."""
        page = f"{self.url}{_quoted(path)}/" if path else self.url
        return f"{page}#{_quoted(anchor)}" if anchor else page

    def file_address(self, path: str) -> str:
        """The public address of a file below the site."""
        return self.url + _quoted(path)

    def page(self, path: str) -> Document | Listed | None:
        """The page at a path; None where there is none."""
        return self.find_page(path) if self.find_page else self.document_by_path.get(path)

    def title(self, path: str) -> str | None:
        """The title of the page at a path; None where there is none. No collection is made for it."""
        if self.find_page and path in COLLECTIONS:
            return COLLECTIONS[path]
        page = self.page(path)
        return page.title if page else None

    @cached_property
    def document_by_path(self) -> Mapping[str, Document | Listed]:
        return MappingProxyType({document.path: document for document in self.documents})

    def published(self, record_id: str) -> date | None:
        """The day on which a record's file was first committed.

        None where git does not know, and where the file holds several records: its first day is
        not theirs.
        """
        return self.history.published(*self.graph.own_files(record_id))

    def modified(self, record_id: str) -> date | None:
        """The day on which a record's own file was last committed; None as for `published`."""
        return self.history.changed(*self.graph.own_files(record_id))
