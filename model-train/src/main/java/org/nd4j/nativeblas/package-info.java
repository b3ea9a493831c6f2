/** One class that DL4J 1.0.0-M2.1 looks for in this package and ND4J does not have. */
package org.nd4j.nativeblas;
