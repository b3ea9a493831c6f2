package io.dctstream.job;

/** Where inference runs, seen from decoding. */
public enum Placement {
  /** In the same task: coefficients stay in memory. Both have one parallelism. */
  CHAINED,
  /** In slots of its own, perhaps on other machines: coefficients cross the network, packed. */
  APART
}
