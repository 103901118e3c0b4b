"""Pages that the build does not have: the manual of a code, and a page where there is none yet."""

from __future__ import annotations

from html import escape

from generator import explain
from generator.likeness import nearest

_SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title} | Preview</title>
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/_preview/preview.css">
</head>
<body class="preview-page">
<main>
{body}
</main>
</body>
</html>
"""


def waiting_page() -> bytes:
    """What stands below the banner as long as the content was never right."""
    body = "<h1>Nothing to show yet</h1>\n<p>The page comes as soon as the mistakes are mended.</p>"
    return _page("Nothing to show yet", body)


def failed_page() -> bytes:
    """What stands below the banner where the page could not be made, and never was."""
    return _page(
        "No page", "<h1>This page could not be made</h1>\n<p>Save a file to try it again.</p>"
    )


def manual_page(code: str) -> bytes | None:
    """The manual of a code, as `explainer explain` tells it; None for a code that does not exist."""
    found = explain.manual().get(code)
    if found is None:
        near = nearest(code, list(explain.manual()))
        if near is None:
            return None
        found = explain.manual()[near]
    text = escape(explain.as_text(found))
    body = f'<h1>{escape(found.code)}</h1>\n<pre class="preview__pre" tabindex="0">{text}</pre>'
    return _page(found.code, body)


def _page(title: str, body: str) -> bytes:
    return _SHELL.format(title=escape(title), body=body).encode()
