"""What a first visit costs a reader, in bytes on the line."""

from __future__ import annotations

from dataclasses import dataclass

from .visits import Visit

KB = 1024


@dataclass(frozen=True)
class Weight:
    """Bytes of a first visit, bodies as they were packed and headers; `html` is the page alone, without.

    `parts` are (bytes, address), heaviest first.
    """

    total: int
    html: int
    script: int
    parts: tuple[tuple[int, str], ...]

    def __str__(self) -> str:
        listed = "\n".join(f"  {size / KB:7.1f} KB  {address}" for size, address in self.parts)
        return f"\n  {self.total / KB:7.1f} KB in all\n{listed}"


def weigh(visit: Visit) -> Weight:
    """Everything that was asked for until now, and the icon where no tab of the window shows it.

    Errors: AssertionError where a request has failed.
    """
    visit.page.wait_for_load_state("networkidle")
    total = html = script = 0
    parts = []
    for request in visit.requests:
        assert request.failure is None, f"{request.url}: {request.failure}"
        sizes = request.sizes()
        size = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        total += size
        html += sizes["responseBodySize"] if request.resource_type == "document" else 0
        script += size if request.resource_type == "script" else 0
        parts.append((size, request.url))
    for address in visit.page.evaluate(
        "[...document.querySelectorAll('link[rel~=icon]')].slice(0, 1).map(l => l.href)"
    ):
        if any(address == url for _, url in parts):
            continue
        answer = visit.context.request.get(address)
        size = int(answer.headers.get("content-length", "0"))
        total += size
        parts.append((size, f"{address} (icon)"))
    return Weight(total, html, script, tuple(sorted(parts, reverse=True)))
