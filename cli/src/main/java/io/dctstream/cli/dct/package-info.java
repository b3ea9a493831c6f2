/** Looking into JPEG files: their coefficients for numpy, and a table of what they are. */
package io.dctstream.cli.dct;
