package io.dctstream.contract;

/**
 * An image's coefficients, fitted to the model's grid.
 *
 * @param id as in {@link ImageRecord}
 * @param origin as in {@link ImageRecord}
 * @param timestamp as in {@link ImageRecord}
 * @param payload a {@link io.dctstream.jpegdct.PackedPayload}
 */
public record PackedImage(String id, Origin origin, long timestamp, byte[] payload) {}
