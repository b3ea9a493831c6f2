package io.dctstream.samples;

/**
 * A drawn picture.
 *
 * @param id unique among the pictures of all seeds: {@code sample-SEED-INDEX}
 * @param label what the picture shows, one of {@link SampleImages#labels()}
 * @param jpeg a JPEG file
 */
public record SampleImage(String id, String label, byte[] jpeg) {}
