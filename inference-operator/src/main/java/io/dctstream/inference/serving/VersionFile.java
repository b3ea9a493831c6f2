package io.dctstream.inference.serving;

/**
 * The file of a version. One that was written anew is not equal to what it was.
 *
 * @param version the name of its folder
 * @param path of the file
 * @param length in bytes
 * @param modified when it was written, milliseconds since 1970-01-01 UTC
 */
record VersionFile(String version, String path, long length, long modified) {}
