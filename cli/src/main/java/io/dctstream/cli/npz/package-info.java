/**
 * Writing arrays for numpy. A {@code .npz} file is a zip of {@code .npy} members; each is a short
 * text header, which gives type and shape, and the values (NEP 1, format 1.0).
 */
package io.dctstream.cli.npz;
