package io.dctstream.contract;

/**
 * An image as it arrived.
 *
 * @param id names the image in the output; the Kafka key or, without one, the origin
 * @param origin where it came from
 * @param timestamp event time, milliseconds since 1970-01-01 UTC
 * @param bytes the JPEG file, unchecked
 */
public record ImageRecord(String id, Origin origin, long timestamp, byte[] bytes) {}
