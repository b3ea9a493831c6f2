/** One class that reaches a field which DL4J 1.0.0-M2.1 keeps to this package. */
package org.deeplearning4j.nn.layers.normalization;
