"""What browsers are told so that readers are safe: nothing comes from, or goes to, anyone else.

Source: Content Security Policy 3, Trusted Types, Referrer Policy, Permissions Policy (W3C);
HTTP Strict Transport Security (RFC 6797).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

# A reader's way to a source is nobody's business, not even the site's name: some publishers
# belong to a party of the matter. Publishers cannot count such readers; that is the price.
REFERRER_POLICY = "no-referrer"

_FEATURES = (
    "accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment",
    "usb",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _FEATURES)
STRICT_TRANSPORT = "max-age=31536000"

# A browser heeds these in a header only.
_HEADER_ONLY = ("frame-ancestors 'none'",)


def script_hash(text: str) -> str:
    """The hash of an inline script, as a Content-Security-Policy has it.

    `text` is exactly what stands between the tags, line breaks included.
    """
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def content_security_policy(
    script_hashes: Sequence[str], *, trusted_types: str | None = None
) -> str:
    """The policy as a header: everything is forbidden but what the site itself holds.

    `trusted_types` names the one policy by which scripts may make a worker or markup from text;
    without it that is not asked of scripts.
    """
    return "; ".join([*_directives(script_hashes, trusted_types), *_HEADER_ONLY])


def meta_policy(script_hashes: Sequence[str], *, trusted_types: str | None = None) -> str:
    """The same for a `<meta http-equiv>`, for hosts that set no headers; less what it ignores there."""
    return "; ".join(_directives(script_hashes, trusted_types))


def _directives(script_hashes: Sequence[str], trusted_types: str | None) -> list[str]:
    for given in script_hashes:
        # A hash is the one thing that is filled in here; a space or a semicolon would open the policy.
        if not given.startswith("'sha256-") or not given.endswith("'") or set(given) & set(" ;,"):
            raise ValueError(f"not a hash of a script: {given!r}")
    directives = [
        "default-src 'none'",
        " ".join(["script-src 'self'", *script_hashes]),
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        # The search form asks this site only; sent before the script is there, it must not fail.
        "form-action 'self'",
    ]
    if trusted_types is not None:
        directives += ["require-trusted-types-for 'script'", f"trusted-types {trusted_types}"]
    return directives


def headers(
    script_hashes: Sequence[str], *, is_https: bool = True, trusted_types: str | None = None
) -> tuple[tuple[str, str], ...]:
    """(name, value) of every header that each answer of the site carries."""
    told = [
        (
            "Content-Security-Policy",
            content_security_policy(script_hashes, trusted_types=trusted_types),
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", REFERRER_POLICY),
        ("Permissions-Policy", PERMISSIONS_POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        # All is public and the same for everyone: cards and feeds may be shown elsewhere.
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    if is_https:
        told.append(("Strict-Transport-Security", STRICT_TRANSPORT))
    return tuple(told)
