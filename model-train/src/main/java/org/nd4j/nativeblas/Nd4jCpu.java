package org.nd4j.nativeblas;

/**
 * Switches the oneDNN layers of DL4J 1.0.0-M2.1 on.
 *
 * <p>DL4J asks a class of this name, by reflection, whether oneDNN may be used. ND4J renamed its
 * own class in this release and DL4J was not told, so that the question finds no answer and every
 * layer falls back to code that is about five times slower. This class answers it. It can go when
 * DL4J asks the class that ND4J has.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** What DL4J asks. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    public static Environment getInstance() {
      return INSTANCE;
    }

    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
