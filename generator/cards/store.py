"""Cards on the disk: drawn once, kept by what they are made of, written where they changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import astuple
from functools import cache as once
from pathlib import Path

import PIL
from PIL import features

from generator.cards.drawing import Card, card
from generator.cards.placing import FOLDER

_ENDING = ".card"
_DIGEST_SIZE = 32
_SIZE_LIMIT = 1 << 17
# Cards of other branches and of last week may lie in the cache beside those wanted now.
_SPARE = 1000


def write_cards(wanted: Mapping[str, Card], folder: Path, cache: Path | None = None) -> int:
    """Make `folder`/assets/cards hold exactly these cards; how many files were written or removed.

    `wanted` has the paths that `card_path` gives; `cache` is as for `drawn`.
    Errors: ValueError for a path outside assets/cards; OSError where `folder` cannot be written.
    """
    targets = {_target(folder, path): data for path, data in drawn(wanted, cache).items()}
    changes = 0
    for target, data in targets.items():
        if _read(target) != data:
            _write(target, data)
            changes += 1
    return changes + _prune(folder / FOLDER, set(targets))


def drawn(wanted: Mapping[str, Card], cache: Path | None = None) -> dict[str, bytes]:
    """The pictures of cards, under the names that were given.

    A card of the same words, drawn by the same code with the same fonts and the same Pillow, comes
    from `cache`, a folder that can be thrown away at any time: what is spoilt in it is drawn anew,
    and where it cannot be used, cards are only drawn.
    """
    usable = cache if cache is not None and _is_ours(cache) else None
    keys = {words: fingerprint(words) for words in wanted.values()}
    pictures = {words: _picture(words, keys[words], usable) for words in keys}
    if usable:
        _forget(usable, set(keys.values()))
    return {name: pictures[words] for name, words in wanted.items()}


def _picture(words: Card, key: str, cache: Path | None) -> bytes:
    data = _kept(cache, key)
    if data is None:
        data = card(words.title, words.standfirst, words.kind, words.date)
        _keep(cache, key, data)
    return data


def fingerprint(words: Card) -> str:
    """Of all that decides how a card looks: its words, our code, the fonts, Pillow's parts."""
    text = json.dumps(astuple(words))
    return hashlib.sha256(f"{_design()}\0{text}".encode()).hexdigest()


@once
def _design() -> str:
    here = Path(__file__).parent
    digest = hashlib.sha256(PIL.__version__.encode())
    for part in ("freetype2", "zlib", "zlib_ng"):
        digest.update(f"{part} {features.version(part)}\0".encode())
    for path in sorted([*here.glob("*.py"), *(here / "fonts").iterdir()]):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _target(folder: Path, path: str) -> Path:
    parts = Path(path).parts
    if not path.startswith(f"{FOLDER}/") or ".." in parts or Path(path).suffix != ".png":
        raise ValueError(f"{path} is no place for a card")
    return folder / path


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
            _write(cache / f"{key}{_ENDING}", digest + data)


def _forget(cache: Path, keys: set[str]) -> None:
    """Throw away what is not wanted now, once there is much of it."""
    with contextlib.suppress(OSError):
        others = [path for path in cache.iterdir() if path.name.removesuffix(_ENDING) not in keys]
        if len(others) > _SPARE + len(keys):
            for path in others:
                path.unlink(missing_ok=True)


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


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(folder: Path, wanted: set[Path]) -> int:
    """Remove the cards of pages that are no more, and the folders that this empties."""
    removed = 0
    for here, folders, files in os.walk(folder, topdown=False):
        for name in files:
            if Path(here, name) not in wanted:
                Path(here, name).unlink()
                removed += 1
        for name in folders:
            with contextlib.suppress(OSError):
                Path(here, name).rmdir()
    return removed
