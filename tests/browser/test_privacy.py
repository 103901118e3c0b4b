"""A reader is never followed: no stranger is asked, nothing is kept, and policy allows no more."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.request import urlopen

import pytest

from .conftest import Open
from .kinds import KINDS, Site
from .parts import open_citation, search
from .server import Served
from .states import no_faults
from .visits import Visit

pytestmark = pytest.mark.slow

# The one thing that may be kept, and only once a reader has chosen: light or dark.
PALETTE = re.compile(r"palette|scheme|theme", re.IGNORECASE)


def kept(visit: Visit) -> list[str]:
    """What the page keeps with the reader, by name: cookies, storage, caches, workers."""
    found = visit.probe("kept")
    cookies = [f"cookie {cookie.get('name')}" for cookie in visit.context.cookies()]
    return cookies + [
        f"{where} {name}" for where, names in found.items() for name in names if names
    ]


def privacy_faults(visit: Visit) -> list[str]:
    """Strangers asked, things kept and policies broken since the page was opened."""
    return [
        *(f"asks {url}" for url in visit.strangers()),
        *(f"keeps {name}" for name in kept(visit)),
        *(f"against the policy: {text}" for text in visit.violations()),
        *(f"error: {text}" for text in visit.errors if "404 (Not Found)" not in text),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_no_stranger_keeps_nothing_and_does_not_move(
    kind: str, visit: Open, served: Served, served_bare: Served, site: Site
) -> None:
    """Under the headers of the host, and under the page's own policy alone; CLS is 0.00."""
    faults = {}

    for where, host, width in (("with headers", served, 390), ("without", served_bare, 1280)):
        page = visit(host.url(site.address(kind)), width=width)
        page.settle()
        shift = page.page.evaluate("window.__shift")
        page.unfold()
        page.settle()
        faults[where] = privacy_faults(page)
        if round(shift, 2):
            faults[where].append(f"cumulative layout shift {shift:.3f}")

    no_faults(faults)


def test_search_and_citations_ask_no_stranger_and_keep_nothing(
    visit: Open, served: Served, served_bare: Served, site: Site
) -> None:
    """What works on a page after it was loaded keeps the policy too, on either kind of host."""
    faults = {}

    for where, host in (("with headers", served), ("without headers", served_bare)):
        page = visit(host.url(site.address("explainer")))
        open_citation(page)
        page.page.keyboard.press("Escape")
        search(page, "Crimea")
        faults[where] = privacy_faults(page)

    no_faults(faults)


def test_the_choice_of_colours_is_all_that_is_kept(open_kind: Open) -> None:
    """One key, after the reader chose; and the choice holds on the next page."""
    visit = open_kind("home")
    before = kept(visit)

    button = visit.page.get_by_role("button", name=re.compile(r"dark|light|colour", re.IGNORECASE))
    assert button.count(), "no button for the colours"
    ground = "getComputedStyle(document.body).backgroundColor"
    light = visit.page.evaluate(ground)
    button.first.click()
    visit.page.wait_for_function(f"light => {ground} !== light", arg=light)
    dark = visit.page.evaluate(ground)
    visit.page.reload()

    after = kept(visit)
    assert before == []
    assert len(after) == 1
    assert after[0].startswith("local ")
    assert PALETTE.search(after[0])
    assert visit.page.evaluate(ground) == dark


def policies(site: Site) -> dict[str, list[str]]:
    """The policy in each page's own words -> the pages that carry it."""
    found: dict[str, list[str]] = {}
    for file in site.files():
        text = file.read_text(encoding="utf-8")
        told = re.findall(
            r"""<meta[^>]*http-equiv=["']?Content-Security-Policy["']?[^>]*>""", text, re.IGNORECASE
        )
        content = re.search(r'content="([^"]*)"', told[0]) if len(told) == 1 else None
        policy = content.group(1).replace("&#39;", "'") if content else f"{len(told)} policies"
        found.setdefault(policy, []).append(file.relative_to(site.folder).as_posix())
    return found


def weaknesses(policy: str) -> list[str]:
    """What a policy leaves open."""
    faults = list(re.findall(r"'unsafe-[a-z-]+'|\*|https?:|data:", policy))
    if not re.search(r"(^|;)\s*default-src 'none'\s*(;|$)", policy):
        faults.append("default-src is not 'none'")
    faults += [f"no {name}" for name in ("base-uri", "form-action") if name not in policy]
    return faults


def test_every_page_carries_a_strict_policy_of_its_own(site: Site) -> None:
    """`default-src 'none'` as the ground, nothing unsafe, on every page of the site."""
    faults = {policy: weaknesses(policy) for policy in policies(site)}

    no_faults(faults)


def test_the_host_is_told_the_same_policy(served: Served, site: Site) -> None:
    """`_headers` sets a policy as strict as the pages' own, that no frame may hold."""
    with urlopen(served.url("")) as answer:
        policy = answer.headers.get("Content-Security-Policy", "")

    assert not weaknesses(policy), policy
    assert "frame-ancestors 'none'" in policy


def test_no_page_has_a_style_or_a_handler_of_its_own(site: Site) -> None:
    """Attributes that a strict policy would refuse, and scripts that none of its hashes allow."""
    faults: dict[str, list[str]] = {}
    for file in site.files():
        text = file.read_text(encoding="utf-8")
        allowed = set(re.findall(r"sha256-[A-Za-z0-9+/=]+", text.partition("</head>")[0]))
        found = []
        for tag in re.findall(r"<[a-zA-Z][^<>]*>", text):
            if re.search(r"""\s(style|on[a-z]+)\s*=\s*["']""", tag):
                found.append(tag[:100])
        found += re.findall(r"<style\b[^>]*>", text)
        for attributes, script in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL):
            if "src=" in attributes or re.search(r'type="?application/(ld\+)?json', attributes):
                continue
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            if f"sha256-{digest}" not in allowed:
                found.append(f"a script without a hash: {script[:60]!r}")
        if found:
            faults[file.relative_to(site.folder).as_posix()] = sorted(set(found))[:5]

    no_faults(dict(list(faults.items())[:5]))
