"""What browsers and hosts are told so that readers are safe."""

from __future__ import annotations

import re

import pytest
from generator.exports.hosting import CACHE_SECONDS
from generator.exports.security import content_security_policy, headers, meta_policy, script_hash

from exporting import files_of, publication_of

HASH = script_hash("document.documentElement.classList.remove('no-js')")


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split("; ")]
    assert len({name for name, *_ in parts}) == len(parts)
    return {name: values for name, *values in parts}


def test_everything_is_forbidden_but_what_the_site_holds() -> None:
    """No other host, no wildcard, no scheme and nothing unsafe in any directive."""
    told = directives(content_security_policy([HASH]))

    assert told["default-src"] == ["'none'"]
    assert told["script-src"] == ["'self'", HASH]
    allowed = {value for values in told.values() for value in values}
    assert allowed == {"'none'", "'self'", HASH}
    assert told["base-uri"] == told["frame-ancestors"] == ["'none'"]


def test_the_hash_is_the_one_that_a_browser_computes() -> None:
    """Of the bytes between the tags; the value is that of the standard's own example."""
    told = script_hash("alert('Hello, world.');")

    assert told == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_the_meta_tag_has_all_that_it_may_have() -> None:
    """Browsers ignore `frame-ancestors` there, with a word in their console."""
    header, meta = directives(content_security_policy([HASH])), directives(meta_policy([HASH]))

    assert set(header) - set(meta) == {"frame-ancestors"}
    assert meta.items() <= header.items()


def test_trusted_types_are_asked_for_where_the_script_has_a_policy() -> None:
    """Only that policy may make a worker or markup from text."""
    told = directives(content_security_policy([], trusted_types="reader"))

    assert told["require-trusted-types-for"] == ["'script'"]
    assert told["trusted-types"] == ["reader"]
    assert "trusted-types" not in content_security_policy([])


@pytest.mark.parametrize(
    "wrong",
    ["'unsafe-inline'", "https://evil.example", "'sha256-x' *", "'sha256-x'; img-src *'", ""],
)
def test_nothing_but_a_hash_can_be_added(wrong: str) -> None:
    """The one thing filled in cannot open the policy."""
    with pytest.raises(ValueError, match="not a hash"):
        content_security_policy([wrong])


def test_a_site_without_https_does_not_promise_it() -> None:
    """A preview on one's own machine would be unreachable afterwards."""
    assert "Strict-Transport-Security" in dict(headers([]))
    assert "Strict-Transport-Security" not in dict(headers([], is_https=False))


def rules(text: str) -> dict[str, list[tuple[str, str]]]:
    """`_headers` as Netlify and Cloudflare Pages read it: path -> (name, value)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            found[list(found)[-1]].append((name, value))
        else:
            assert line not in found
            found[line] = []
    return found


def matches(rule: str, path: str) -> bool:
    pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(rule).replace(r"\*", ".*").replace(r"\:", ":"))
    return re.fullmatch(pattern, path) is not None


@pytest.mark.parametrize(
    "path",
    [
        "/", "/topics/crimea/", "/assets/site.css", "/assets/cards/topics/crimea.png", "/feed.xml",
        "/topics/crimea/feed.json", "/assets/newsreader.woff2",
    ],
)  # fmt: skip
def test_no_path_gets_a_header_twice(path: str) -> None:
    """Hosts join the values of all rules that match, and two cache lifetimes are none."""
    told = rules(files_of(publication_of(script_hashes=(HASH,)))["_headers"].decode())

    names = [name for rule, pairs in told.items() if matches(rule, path) for name, _ in pairs]
    assert len(names) == len(set(names))
    assert set(dict(headers([HASH]))) <= set(names)


def test_the_rules_are_within_the_hosts_limits() -> None:
    """Cloudflare Pages: 100 rules, 2,000 characters a line, one splat a rule."""
    text = files_of(publication_of(script_hashes=(HASH,)))["_headers"].decode()

    assert len(rules(text)) <= 100
    assert all(len(line) <= 2_000 for line in text.splitlines())
    assert all(rule.count("*") <= 1 for rule in rules(text))


def test_what_keeps_its_name_is_asked_for_again_soon() -> None:
    """A page must not meet the style sheet or the script of an old build for long."""
    seconds = dict(CACHE_SECONDS)

    assert max(seconds["/assets/site.css"], seconds["/assets/reader.js"]) <= 600
    assert seconds["/assets/newsreader.woff2"] >= 24 * 3600
    assert "immutable" not in files_of(publication_of())["_headers"].decode()


def test_every_host_is_told_the_same_policy() -> None:
    """Netlify and Cloudflare Pages, and Apache."""
    publication = publication_of(script_hashes=(HASH,), trusted_types="reader")
    made = files_of(publication)
    policy = content_security_policy([HASH], trusted_types="reader")

    for text in (made["_headers"].decode(), made[".htaccess"].decode()):
        assert policy in text


def test_a_site_in_a_folder_of_its_host_has_its_own_page_for_lost_addresses() -> None:
    """Apache is given its path from the root."""
    publication = publication_of(url="https://example.org/news/")

    assert "ErrorDocument 404 /news/404.html" in files_of(publication)[".htaccess"].decode()


def test_github_pages_leaves_no_file_out() -> None:
    """Without `.nojekyll` it drops what begins with an underscore."""
    assert files_of(publication_of())[".nojekyll"] == b""
