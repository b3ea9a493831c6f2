# Pillow's own decoding and resizing of JPEG files, for ResizeQualityTest: writes the luma of 224x224
# pixels of each, one after the other, to standard output. The short side is scaled to 256, the centre
# is cut out.
import sys

from PIL import Image

SIDE = 224
KEPT = 0.875

for file in sys.argv[1:]:
    image = Image.open(file)
    image.draft("YCbCr", image.size)
    width, height = image.size
    kept = min(width, height) * KEPT
    left, top = (width - kept) / 2, (height - kept) / 2
    luma = image.getchannel(0).resize(
        (SIDE, SIDE), Image.BICUBIC, box=(left, top, left + kept, top + kept)
    )
    sys.stdout.buffer.write(luma.tobytes())
