"""What is in a file: its type by its content, and pictures drawn anew without what they tell."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

import puremagic
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from core.attachments import (
    PDF,
    PICTURES,
    NotAccepted,
    check_pixels,
    check_size,
    file_name,
    media_type,
)

_HEAD = 4096  # bytes that tell the type
_PREVIEW = 480  # pixels, the longer side
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_BROKEN = "This picture is damaged. Save it anew, or send a screenshot of it."
# What Pillow raises for files that only look like pictures.
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError, MemoryError)


@dataclass(frozen=True)
class Examined:
    """A file as it is kept.

    data: of a picture drawn anew: upright, without place, camera, comments or what follows it
    preview: a small JPEG or PNG of a picture; b"" of another file
    """

    data: bytes
    name: str
    type: str
    width: int = 0
    height: int = 0
    preview: bytes = b""
    preview_type: str = ""


def examine(data: bytes, name: str) -> Examined:
    """Return a file as it may be kept.

    Raises FileTooLarge, NotAccepted, or BadInput for an empty one. Takes up to a second and 200 MB
    for the largest picture.
    """
    check_size(len(data))
    type_ = media_type(_signature(data), data[:_HEAD], _is_text(data))
    if type_ not in PICTURES:
        return Examined(data, file_name(name, type_), type_)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # see check_pixels
            return _drawn_anew(data, name, type_)
    except Image.DecompressionBombError:
        check_pixels(1 << 20, 1 << 20)
        raise
    except _UNREADABLE:
        raise NotAccepted(_BROKEN) from None


def _signature(data: bytes) -> str:
    try:
        found = puremagic.magic_string(data[:_HEAD])
    except (puremagic.PureError, ValueError):
        return ""
    told = [each.mime_type for each in found]
    return next((type_ for type_ in told if type_ in PICTURES or type_ == PDF), "")


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _CONTROLS.isdisjoint(data)


def _drawn_anew(data: bytes, name: str, type_: str) -> Examined:
    format_ = _FORMATS[type_]
    with Image.open(io.BytesIO(data), formats=[format_]) as picture:
        frames = getattr(picture, "n_frames", 1)
        check_pixels(*picture.size, frames)  # before anything is unpacked
        still = ImageOps.exif_transpose(picture) if frames == 1 else picture
        out = io.BytesIO()
        if frames == 1:
            _bare(still, format_).save(out, format_, **_how(format_))
        else:
            _save_moving(picture, format_, out)
        preview, preview_type = _preview(still)
        width, height = still.size
    kept = out.getvalue()
    return Examined(kept, file_name(name, type_), type_, width, height, preview, preview_type)


def _bare(picture: Image.Image, format_: str) -> Image.Image:
    """Return the pixels alone: Pillow writes nothing that is not told to it, but its `info`."""
    picture.load()
    if format_ == "JPEG" and picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGB")
    bare = picture.copy()
    transparent = picture.info.get("transparency")
    bare.info = {} if transparent is None else {"transparency": transparent}
    return bare


def _how(format_: str) -> dict[str, Any]:
    if format_ == "JPEG":
        return {"quality": 90, "optimize": True}
    return {"quality": 90} if format_ == "WEBP" else {}


def _save_moving(picture: Image.Image, format_: str, out: io.BytesIO) -> None:
    pause = picture.info.get("duration", 100)
    loop = {"loop": picture.info["loop"]} if "loop" in picture.info else {}
    first, *others = [frame.convert("RGBA") for frame in ImageSequence.Iterator(picture)]
    for frame in (first, *others):
        frame.info = {}
    first.save(out, format_, save_all=True, append_images=others, duration=pause, **loop)
    picture.seek(0)


def _preview(picture: Image.Image) -> tuple[bytes, str]:
    small = picture.copy()
    small.info = {}
    clear = small.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    small = small.convert("RGBA" if clear else "RGB")
    small.thumbnail((_PREVIEW, _PREVIEW))
    out = io.BytesIO()
    if clear:
        small.save(out, "PNG")
        return out.getvalue(), "image/png"
    small.save(out, "JPEG", quality=80)
    return out.getvalue(), "image/jpeg"
