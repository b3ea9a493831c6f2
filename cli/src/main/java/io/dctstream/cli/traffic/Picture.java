package io.dctstream.cli.traffic;

import io.dctstream.contract.RejectCode;
import java.util.Optional;

/**
 * A picture to send.
 *
 * @param id unique in its run
 * @param label what it shows, where that is known
 * @param damage the reason for which it must be rejected, if it was damaged on purpose
 * @param jpeg the bytes to send
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Picture(
    String id, Optional<String> label, Optional<RejectCode> damage, byte[] jpeg) {}
