/**
 * JPEG bytes to DCT coefficients.
 *
 * <p>{@link io.dctstream.jpegdct.CoefficientReader} undoes only the entropy coding of a file and
 * gives its coefficients as they stand there. {@link io.dctstream.jpegdct.FittedDecoder} also
 * brings any picture to one {@link io.dctstream.jpegdct.BlockGrid}, upright and 4:2:0, and packs
 * the result; {@link io.dctstream.jpegdct.PackedPayload} reads such a payload into the tensors of a
 * network, as in "Faster Neural Networks Straight from JPEG" (Gueguen, Sergeev, Kadlec, Liu and
 * Yosinski, NeurIPS 2018, section 3); {@link io.dctstream.jpegdct.Augmenter} varies such tensors
 * for training. The clauses below are those of ITU-T Recommendation T.81 (ISO/IEC 10918-1).
 *
 * <h2>Coefficients</h2>
 *
 * A coder cuts each component of a picture into blocks of 8x8 samples, takes 128 from every sample
 * (A.3.1) and transforms each block by the discrete cosine transform (A.3.3). The 64 results say
 * how much of each of 64 patterns is in the block: coefficient (u, v) that of {@code u} half waves
 * from left to right and {@code v} from top to bottom. (0, 0) is called DC, the others AC.
 *
 * <p><b>Units and scale.</b> The transform is orthonormal, so that coefficients have the unit of
 * samples and the sum of their squares is that of the samples less 128. DC is eight times the mean
 * of the block less 128: in [-1024, 1016] for 8-bit samples. AC lies within 1024 of zero.
 *
 * <p><b>Quantisation.</b> The coder divides coefficient (u, v) by entry (u, v) of a table and
 * rounds (A.3.4). What is in the file, and in {@link io.dctstream.jpegdct.JpegCoefficients}, is
 * that quotient; times its entry it is de-quantised, which is what {@link
 * io.dctstream.jpegdct.PackedPayload#unpack} gives. Entries are 1 to 255, or to 65535 in 16-bit
 * tables (B.2.4.1); each component names its table, and most files have one for luma and one for
 * chroma, multiples of the examples in K.1.
 *
 * <p><b>Order.</b> Blocks and tables here are in natural order: index {@code 8v + u}. In the file
 * they are in zigzag order, from low frequencies to high (A.3.6, figure A.6). DC is stored there as
 * the difference from the block before (A.3.5) and is given here as itself.
 *
 * <h2>Components</h2>
 *
 * Y holds the light of a picture, Cb and Cr its colour; grey pictures have Y alone. {@link
 * io.dctstream.jpegdct.ColourSpace} has the others.
 *
 * <p><b>Sampling.</b> Each component has factors H and V from 1 to 4, relative to the largest of
 * the frame (A.1.1). Y with 2x2 and chroma with 1x1 has one sample of colour for four pixels,
 * called 4:2:0; 2x1 is 4:2:2, 1x1 4:4:4. A fitted picture is 4:2:0: Cb and Cr have half of Y's
 * blocks in each direction, and a block of colour covers 16x16 pixels.
 *
 * <p><b>MCU.</b> A scan of several components goes in minimum coded units: H x V blocks of each, in
 * 4:2:0 four of Y and one each of Cb and Cr (A.2.1). Components are therefore stored padded to
 * whole MCUs; the padding is not part of the picture. This is why crops begin at even blocks of Y.
 *
 * <p><b>Scans.</b> Baseline and extended files hold each block whole. Progressive ones (annex G)
 * come in scans that each bring some frequencies or bits of all blocks; once all scans are read,
 * nothing tells the coefficients apart. Restart markers (B.2.1) only bound what a damaged byte can
 * spoil.
 *
 * <h2>Use</h2>
 *
 * Objects that hold native memory belong to one thread at a time, have one owner and must be
 * closed. Records are immutable; those that show a reader's buffer are valid until its next
 * picture.
 */
package io.dctstream.jpegdct;
