import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from lhs_portal.lib.uploads import images, policy
from lhs_portal.lib.uploads.images import redraw_image
from lhs_portal.lib.uploads.policy import JPEG, PNG, WEBP, Kind, RefusedFile
from tests.lib.uploads import building


def redrawn(content: bytes, kind: Kind) -> tuple[Kind, Image.Image, bytes]:
    target = io.BytesIO()
    stored = redraw_image(io.BytesIO(content), kind, target)
    return stored, Image.open(io.BytesIO(target.getvalue())), target.getvalue()


def refusal(content: bytes, kind: Kind) -> str:
    with pytest.raises(RefusedFile) as refused:
        redraw_image(io.BytesIO(content), kind, io.BytesIO())
    return refused.value.sentence


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_keeps_every_pixel(mode: str) -> None:
    if mode == "I;16":
        image = Image.frombytes("I;16", (40, 30), bytes(range(240)) * 10)
    else:
        image = Image.effect_noise((40, 30), 60).convert("RGB").convert(mode)
    content = io.BytesIO()
    image.save(content, "PNG")
    stored, drawn, _ = redrawn(content.getvalue(), PNG)
    assert stored == PNG
    assert drawn.convert("RGBA").tobytes() == image.convert("RGBA").tobytes()


def test_png_keeps_what_is_transparent_in_a_palette() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    content = io.BytesIO()
    image.save(content, "PNG", transparency=1)
    _, drawn, _ = redrawn(content.getvalue(), PNG)
    assert drawn.convert("RGBA").getpixel((0, 0))[3] == 0


def test_png_loses_its_texts() -> None:
    info = PngInfo()
    info.add_text("Author", "Ann Hidden")
    info.add_itxt("XML:com.adobe.xmp", "Bob Hidden")
    content = building.picture("PNG", pnginfo=info, icc_profile=b"Hidden" * 30)
    assert b"Hidden" in content
    _, drawn, stored = redrawn(content, PNG)
    assert b"Hidden" not in stored
    assert drawn.info == {}


def test_picture_of_a_phone_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = building.picture("JPEG", size=(40, 30), exif=exif)
    _, drawn, _ = redrawn(content, JPEG)
    assert drawn.size == (30, 40)
    assert not drawn.getexif()


def test_second_picture_in_a_jpeg_is_left_out() -> None:
    """As phones write it: the picture, and a map of the depths."""
    content = io.BytesIO()
    first, second = (Image.new("RGB", (40, 30), color) for color in ("red", "blue"))
    first.save(content, "MPO", save_all=True, append_images=[second])
    stored, drawn, data = redrawn(content.getvalue(), JPEG)
    assert (stored, drawn.format, drawn.n_frames if hasattr(drawn, "n_frames") else 1) == (
        JPEG,
        "JPEG",
        1,
    )
    assert len(data) < len(content.getvalue())


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_jpeg_of_another_color_space_is_drawn(mode: str) -> None:
    stored, drawn, _ = redrawn(building.picture("JPEG", mode), JPEG)
    assert (stored, drawn.size) == (JPEG, (40, 30))


@pytest.mark.parametrize(("mode", "kind"), [("RGB", JPEG), ("RGBA", PNG)])
def test_webp_becomes_what_every_program_opens(mode: str, kind: Kind) -> None:
    image = Image.new(mode, (40, 30), (200, 10, 10, 120)[: len(mode)])
    content = io.BytesIO()
    image.save(content, "WEBP", exif=b"Exif\x00\x00Hidden")
    stored, drawn, data = redrawn(content.getvalue(), WEBP)
    assert (stored, drawn.format, drawn.size) == (kind, kind.name, (40, 30))
    assert b"Hidden" not in data


@pytest.mark.parametrize(("kind", "name"), [(PNG, "PNG"), (WEBP, "WEBP")])
def test_moving_picture_is_refused(kind: Kind, name: str) -> None:
    content = io.BytesIO()
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "blue")]
    frames[0].save(content, name, save_all=True, append_images=frames[1:])
    assert refusal(content.getvalue(), kind) == images.MOVING


@pytest.mark.parametrize("size", [(8000, 5001), (50_000, 50_000), (2_147_483_647, 1)])
def test_too_many_pixels_are_refused_before_they_are_read(size: tuple[int, int]) -> None:
    limit = policy.LARGEST_IMAGE
    assert refusal(building.png_that_claims(*size), PNG) == images.too_many_pixels(limit).sentence


def test_webp_has_a_lower_limit() -> None:
    content = building.picture("WEBP", size=(5001, 5000), quality=1, method=0)
    assert refusal(content, WEBP) == images.too_many_pixels(policy.LARGEST_WEBP).sentence


def test_truncated_picture_is_not_drawn() -> None:
    content = building.picture("PNG")
    with pytest.raises(OSError, match="truncated"):
        redrawn(content[: len(content) // 2], PNG)
