"""Pictures and other files, as customers send them."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SECRET_PLACE = b"Hinter den Linden 7"  # stands in the metadata of `photo`


def photo(width: int = 640, height: int = 480, turned: bool = True) -> bytes:
    """A JPEG with where it was taken, a comment, and something behind its end."""
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()  # its description
    exif[0x0112] = 6 if turned else 1  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"  # where
    out = io.BytesIO()
    picture = Image.new("RGB", (width, height), (190, 60, 60))
    picture.save(out, "JPEG", exif=exif, comment=SECRET_PLACE)
    return out.getvalue() + SECRET_PLACE


def png(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (20, 120, 200, 255)).save(out, "PNG")
    return out.getvalue()


def bomb() -> bytes:
    """A small PNG that says it has 2.5 billion pixels."""
    header = struct.pack("!IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 99))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def picture_of(kind: str) -> bytes:
    """A small picture of a kind that Pillow writes: "gif", "webp"."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 120, 200)).save(out, kind)
    return out.getvalue()
