package io.dctstream.contract;

import io.dctstream.jpegdct.Warnings;

/**
 * An image's coefficients, fitted to the model's grid.
 *
 * @param id as in {@link ImageRecord}
 * @param origin as in {@link ImageRecord}
 * @param timestamp as in {@link ImageRecord}
 * @param payload a {@link io.dctstream.jpegdct.PackedPayload}
 * @param warnings what libjpeg warned about in the image
 */
public record PackedImage(
    String id, Origin origin, long timestamp, byte[] payload, Warnings warnings) {}
