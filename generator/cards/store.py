"""Cards kept on the disk by what they are made of, so that each is drawn once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import zlib
from collections.abc import Iterable, Mapping
from functools import cache as once
from pathlib import Path

import PIL
from PIL import features

from generator import output
from generator.cards.drawing import Card, card
from generator.values import astuple

_ENDING = ".card"
_DIGEST_SIZE = 32
_SIZE_LIMIT = 1 << 17
# Cards of other branches and of last week may lie in the cache beside those wanted now.
_SPARE = 1000


def drawn(wanted: Mapping[str, Card], cache: Path | None = None) -> dict[str, bytes]:
    """The pictures of cards, under the names that were given.

    A card of the same words, drawn by the same code with the same fonts and the same Pillow, comes
    from `cache`, a folder that can be thrown away at any time: what is spoilt in it is drawn anew,
    and where it cannot be used, cards are only drawn.
    """
    usable = cache if cache is not None and _is_ours(cache) else None
    pictures = {
        words: _picture(words, fingerprint(words), usable) for words in set(wanted.values())
    }
    return {name: pictures[words] for name, words in wanted.items()}


def forget_others(wanted: Iterable[str], cache: Path) -> None:
    """Throw away what lies in `cache` and is not wanted now, once there is much of it.

    `wanted` are the fingerprints of cards.
    """
    if not _is_ours(cache):
        return
    with contextlib.suppress(OSError):
        kept = list(cache.iterdir())
        if len(kept) <= _SPARE:
            return
        keys = set(wanted)
        others = [path for path in kept if path.name.removesuffix(_ENDING) not in keys]
        if len(others) > _SPARE + len(keys):
            for path in others:
                path.unlink(missing_ok=True)


def _picture(words: Card, key: str, cache: Path | None) -> bytes:
    data = _kept(cache, key)
    if data is None:
        data = card(words.title, words.standfirst, words.kind, words.date, words.site)
        _keep(cache, key, data)
    return data


def fingerprint(words: Card) -> str:
    """Of all that decides how a card looks: its words, our code, the fonts, Pillow, zlib."""
    text = json.dumps(astuple(words))
    return hashlib.sha256(f"{design()}\0{text}".encode()).hexdigest()


@once
def design() -> str:
    """A fingerprint of all that cards are drawn with: our code, the fonts, Pillow, zlib."""
    here = Path(__file__).parent
    parts = (PIL.__version__, features.version("freetype2"), zlib.ZLIB_RUNTIME_VERSION)
    digest = hashlib.sha256(repr(parts).encode())
    for path in sorted([*here.glob("*.py"), *(here / "fonts").iterdir()]):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


# --- the cache -------------------------------------------------------------------------------


def _is_ours(cache: Path) -> bool:
    """Make the cache's folder; whether it is a folder and not a link to somebody else's."""
    try:
        if cache.parent.is_symlink():
            return False
        cache.mkdir(parents=True, exist_ok=True)
        return all(stat.S_ISDIR(os.lstat(path).st_mode) for path in (cache, cache.parent))
    except OSError:
        return False


def _kept(cache: Path | None, key: str) -> bytes | None:
    """A card from the cache; None where it is not there, or not as it was written."""
    held = _read(cache / f"{key}{_ENDING}") if cache else None
    if held is None:
        return None
    digest, data = held[:_DIGEST_SIZE], held[_DIGEST_SIZE:]
    return data if hashlib.sha256(key.encode() + data).digest() == digest else None


def _keep(cache: Path | None, key: str, data: bytes) -> None:
    if cache:
        digest = hashlib.sha256(key.encode() + data).digest()
        # A full disk, or one that we may not write to, is no reason to publish no card.
        with contextlib.suppress(OSError):
            output.write_files(cache, {f"{key}{_ENDING}": digest + data})


# --- files -----------------------------------------------------------------------------------


def _read(path: Path) -> bytes | None:
    """The bytes of a regular file of a card's size; None for anything else, a link above all."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        return (
            file.read() if stat.S_ISREG(status.st_mode) and status.st_size < _SIZE_LIMIT else None
        )
