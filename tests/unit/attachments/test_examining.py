"""Pictures are drawn anew without what they tell; what is no picture is told by its content."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from core.attachments import FileTooLarge, NotAccepted
from store.attachments import examine
from tests.support.pictures import PDF, SECRET_PLACE, bomb, photo, png


def test_a_photo_loses_its_place_its_comment_and_what_hides_behind_it_and_stands_upright() -> None:
    original = photo(640, 480)
    assert SECRET_PLACE in original
    kept = examine(original, "holiday.jpg")
    assert SECRET_PLACE not in kept.data + kept.preview
    with Image.open(io.BytesIO(kept.data)) as picture:
        assert not dict(picture.getexif())
        assert "comment" not in picture.info
        assert picture.size == (480, 640) == (kept.width, kept.height)
    with Image.open(io.BytesIO(kept.preview)) as preview:
        assert max(preview.size) == 480


def test_the_content_counts_and_not_the_name() -> None:
    assert examine(png(), "cat.jpg").type == "image/png"
    assert examine(png(), "cat.jpg").name == "cat.jpg.png"
    assert examine(PDF, "x.png").type == "application/pdf"
    assert examine("Beträge: 1 €\n".encode(), "x").type == "text/plain"


def test_clear_and_moving_pictures_stay_so() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(clear, "PNG")
    with Image.open(io.BytesIO(examine(clear.getvalue(), "a.png").data)) as kept:
        assert kept.convert("RGBA").getpixel((1, 1))[3] == 0  # type: ignore[index]
    moving = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), shade) for shade in ("red", "green", "blue")]
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:], comment=SECRET_PLACE)
    found = examine(moving.getvalue(), "a.gif")
    assert SECRET_PLACE not in found.data
    with Image.open(io.BytesIO(found.data)) as kept:
        assert getattr(kept, "n_frames", 1) == 3


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(FileTooLarge, match="million pixels"):
        examine(bomb(), "small.png")


@pytest.mark.parametrize(
    "data",
    [
        png()[:60],
        b"\xff\xd8\xff\xe0 no picture at all",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\0\x03",
        b"PK\x03\x04rest",
        b"\0\0\0\x18ftypheic",
        b"text with a \0 in it",
    ],
)
def test_what_is_damaged_or_might_run_is_refused(data: bytes) -> None:
    with pytest.raises(NotAccepted):
        examine(data, "innocent.png")
