/**
 * JPEG bytes to DCT coefficients.
 *
 * <p>A JPEG file (ITU T.81) stores, for each 8x8 block of samples, 64 quantised coefficients of the
 * discrete cosine transform. {@link io.dctstream.jpegdct.CoefficientReader} undoes only the entropy
 * coding and gives them as they stand in the file. {@link io.dctstream.jpegdct.FittedDecoder} also
 * brings any picture to one {@link io.dctstream.jpegdct.BlockGrid}, upright and 4:2:0, and packs
 * the result; {@link io.dctstream.jpegdct.PackedPayload} reads such a payload into the tensors of a
 * network ("Faster Neural Networks Straight from JPEG", NeurIPS 2018, section 3).
 *
 * <p><b>Order.</b> Coefficients are in natural order: index {@code 8v + u} holds horizontal
 * frequency {@code u} and vertical frequency {@code v}, not the zigzag order of the file.
 * <b>Scale.</b> A coefficient times its quantisation table entry is the orthonormal DCT of the
 * samples less 128: DC is eight times the block's mean, in [-1024, 1016]. <b>Chroma.</b> Cb and Cr
 * of a fitted picture have half of the luma's blocks in each direction.
 *
 * <p>Objects that hold native memory are not thread-safe, have one owner and must be closed.
 */
package io.dctstream.jpegdct;
