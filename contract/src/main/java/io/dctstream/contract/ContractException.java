package io.dctstream.contract;

/** A model file that makes no contract, or breaks it. The message says what and how to mend it. */
public final class ContractException extends Exception {
  private static final long serialVersionUID = 1L;

  public ContractException(String message) {
    super(message);
  }
}
