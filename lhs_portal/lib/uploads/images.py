"""Pictures are drawn anew: only what is seen stays, and nothing that stands beside it."""

import warnings
from contextlib import suppress
from typing import BinaryIO

from PIL import Image, ImageOps

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import JPEG, PNG, Kind, RefusedFile
from lhs_portal.lib.wording import mark

MOVING = mark("Moving pictures cannot be taken. Save one picture of it as PNG or JPEG.")

_QUALITY = 90
_COMPRESSION = 3  # of 9: the sizes hardly differ, the times do
_AS_THEY_ARE = {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}


def too_many_pixels(limit: int) -> RefusedFile:
    return RefusedFile(
        mark(
            "The picture has more than {millions} million pixels. Save it smaller, or cut out what "
            "matters."
        ),
        millions=limit // 1_000_000,
    )


def redraw_image(source: BinaryIO, kind: Kind, target: BinaryIO) -> Kind:
    """Write the picture to `target`; returns the kind that it has there. Raises RefusedFile.

    WebP becomes JPEG or PNG: to draw it anew takes a gigabyte for a large one.
    """
    with _open(source, kind) as image:
        limit = policy.LARGEST_WEBP if kind == policy.WEBP else policy.LARGEST_IMAGE
        if image.width * image.height > limit:
            raise too_many_pixels(limit)
        # A JPEG may hold more than one: phones add a map of the depths. The first is the picture.
        if kind != JPEG and getattr(image, "is_animated", False):
            raise RefusedFile(MOVING)
        image.load()
        _turn_upright(image)
        transparency = image.info.get("transparency")
        image.info = {} if transparency is None else {"transparency": transparency}
        if kind == JPEG or (kind != PNG and not image.has_transparency_data):
            drawn = image if image.mode in {"L", "RGB"} else image.convert("RGB")
            drawn.save(target, "JPEG", quality=_QUALITY)
            return JPEG
        drawn = image if image.mode in _AS_THEY_ARE else image.convert("RGBA")
        drawn.save(target, "PNG", compress_level=_COMPRESSION)
        return PNG


def _turn_upright(image: Image.Image) -> None:
    with suppress(Exception):  # its notes may be damaged: the picture is not
        ImageOps.exif_transpose(image, in_place=True)


def _open(source: BinaryIO, kind: Kind) -> Image.Image:
    """Reads no more than the size. Pillow has a limit of its own, above ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(source, formats=[kind.media_type.partition("/")[2].upper()])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many_pixels(policy.LARGEST_IMAGE) from None
