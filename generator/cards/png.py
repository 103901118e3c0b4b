"""A PNG in sixteen colours, joined of bands of rows that were each compressed alone.

A band that many pictures have is so compressed once, and rows that are blank cost next to nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cache

from PIL import Image

from generator.values import Value

_DEPTH, _PALETTE_COLOURS = 4, 3
_ADLER = 65521
# Runs of one colour are nearly all that there is to find in type.
QUICK = zlib.Z_RLE
# Some times slower, for pictures that are full of small type.
SMALL = zlib.Z_DEFAULT_STRATEGY


class Band(Value):
    """Compressed rows: a part of a deflate stream that ends with a byte and needs no other part.

    `size` and `adler`, its checksum, are of the bytes before they were compressed.
    """

    data: bytes
    size: int
    adler: int


def band(picture: Image.Image, top: int, bottom: int, strategy: int = QUICK) -> Band:
    """The rows of a picture of mode P, whose colours are numbers below 16 and whose width is even."""
    # Two pixels of colour 0 before each row are the byte that says that the row is not filtered.
    rows = picture.crop((-2, top, picture.width, bottom))
    return _compressed(rows.tobytes("raw", "P;4"), strategy)


@cache
def blank(width: int, height: int) -> Band:
    """Rows of colour 0."""
    return _compressed(bytes((width // 2 + 1) * height), QUICK)


def _compressed(plain: bytes, strategy: int) -> Band:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS, strategy=strategy)
    data = stream.compress(plain) + stream.flush(zlib.Z_SYNC_FLUSH)
    return Band(data, len(plain), zlib.adler32(plain))


def png(width: int, height: int, palette: bytes, bands: Sequence[Band]) -> bytes:
    """The file: `palette` has three bytes a colour, the bands follow each other from the top."""
    adler = 1
    for each in bands:
        adler = _joined(adler, each)
    # Of deflate with a window of 32 KB; an empty block that is the last one.
    stream = b"\x78\x01" + b"".join(each.data for each in bands) + b"\x03\x00"
    header = struct.pack(">IIBBBBB", width, height, _DEPTH, _PALETTE_COLOURS, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", header), _chunk(b"PLTE", palette),
        _chunk(b"IDAT", stream + struct.pack(">I", adler)), _chunk(b"IEND", b""),
    ))  # fmt: skip


def _joined(adler: int, following: Band) -> int:
    """The checksum of bytes that have the checksum `adler`, and of a band after them."""
    low, high = (adler & 0xFFFF) - 1, adler >> 16
    high += (following.adler >> 16) + following.size * low
    low += following.adler & 0xFFFF
    return (high % _ADLER) << 16 | low % _ADLER


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
