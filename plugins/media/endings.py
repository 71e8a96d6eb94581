"""Which file names claim to be a picture. Apart from the rules, which need the whole of Pillow."""

from plugins.core.model import PICTURE_ENDINGS

#: endings that claim to be a picture; those outside PICTURE_ENDINGS are refused with advice
PICTURE_EXTENSIONS = PICTURE_ENDINGS | {".svg", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".jfif"}
