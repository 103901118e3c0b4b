"""Files that tell static hosts what to send: Netlify and Cloudflare Pages, Apache, GitHub Pages.

GitHub Pages sets no headers and nginx reads nothing from the site's folder, so each page repeats
the policy in a meta tag (see head.py); an empty `.nojekyll` keeps the former from leaving files out.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.exports.moved import moved
from generator.exports.publication import Publication
from generator.exports.security import headers

# Assets keep their names from build to build. What a page cannot do without is asked for again
# after ten minutes, so that a visit costs it once and a new build is whole soon after; the font
# and the pictures may be old without harm. Pages themselves have their host's rule: ask each time.
CACHE_SECONDS: tuple[tuple[str, int], ...] = (
    ("/assets/site.css", 600),
    ("/assets/reader.js", 600),
    ("/assets/newsreader.woff2", 30 * 24 * 3600),
    ("/assets/cards/*", 24 * 3600),
)
# Feeds are read by programs that ask for their type, and in browsers by other sites.
MEDIA_TYPES: tuple[tuple[str, str], ...] = (
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
)


def hosting_files(publication: Publication) -> dict[str, bytes]:
    """Path below the site -> bytes."""
    found = {
        "_headers": netlify(publication).encode(),
        ".htaccess": apache(publication).encode(),
        ".nojekyll": b"",
    }
    redirects = "".join(f"{old} {new} 301\n" for old, new in _moved_files(publication))
    return {**found, "_redirects": redirects.encode()} if redirects else found


def netlify(publication: Publication) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it.

    Both join the values of a header that several rules set, so no path has one twice. A rule's
    path counts from the host's root, where such hosts put the site.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in _headers(publication))]
    for path, seconds in CACHE_SECONDS:
        lines += [path, f"  Cache-Control: public, max-age={seconds}"]
    for folder in ("", "/topics/:topic"):
        for name, media_type in MEDIA_TYPES:
            lines += [f"{folder}/{name}", f"  Content-Type: {media_type}"]
            lines += ["  Access-Control-Allow-Origin: *"]
    return "\n".join(lines) + "\n"


def apache(publication: Publication) -> str:
    """`.htaccess`; a server without mod_headers still serves the site."""
    lines = [f"ErrorDocument 404 {urlsplit(publication.url).path}404.html", "AddCharset utf-8 .md"]
    base = urlsplit(publication.url).path.rstrip("/")
    moves = [(f"{base}{old}".replace(".", "[.]"), new) for old, new in _moved_files(publication)]
    if moves:
        lines += ["<IfModule mod_alias.c>"]
        lines += [f"  RedirectMatch 301 ^{old}$ {base}{new}" for old, new in moves]
        lines += ["</IfModule>"]
    lines += ["<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in _headers(publication)]
    for path, seconds in CACHE_SECONDS:
        pattern = path.rsplit("/", 1)[-1].replace(".", r"\.").replace("*", r"\.png")
        lines += [f'  <FilesMatch "{pattern}$">']
        lines += [f'    Header set Cache-Control "public, max-age={seconds}"', "  </FilesMatch>"]
    lines += ["</IfModule>"]
    for name, media_type in MEDIA_TYPES:
        lines += [f'<Files "{name}">', f'  ForceType "{media_type}"', "  <IfModule mod_headers.c>"]
        lines += ['    Header set Access-Control-Allow-Origin "*"', "  </IfModule>", "</Files>"]
    return "\n".join(lines) + "\n"


def _moved_files(publication: Publication) -> Iterator[tuple[str, str]]:
    """(old address, new address) of pages with another id now, of their twins and their feeds.

    Written out one by one: Cloudflare Pages takes 2,000 such lines, but 100 with a wildcard.
    """
    for page in moved(publication):
        yield f"/{page.old}/", f"/{page.new}/"
        if publication.with_twins:
            yield f"/{page.old}.md", f"/{page.new}.md"
        if page.has_feeds:
            yield from ((f"/{page.old}/{n}", f"/{page.new}/{n}") for n, _ in MEDIA_TYPES)


def _headers(publication: Publication) -> tuple[tuple[str, str], ...]:
    return headers(
        publication.script_hashes,
        is_https=publication.url.startswith("https://"),
        trusted_types=publication.trusted_types,
    )
