package io.dctstream.benchmarks.plan;

/** What keeps a machine from carrying more. */
enum Limit {
  CORES("cores"),
  GPU("GPU"),
  NETWORK("network");

  private final String words;

  Limit(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
