package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Reject;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A reject as a record of the rejects topic: the image's bytes and {@link RejectHeaders}. */
final class RejectSerializer extends ResultSerializer<Reject> {
  private static final long serialVersionUID = 1L;

  RejectSerializer(String topic) {
    super(topic);
  }

  @Override
  String id(Reject reject) {
    return reject.id();
  }

  @Override
  long timestamp(Reject reject) {
    return reject.timestamp();
  }

  @Override
  byte[] value(Reject reject) {
    return reject.bytes();
  }

  @Override
  List<Header> headers(Reject reject) {
    return List.of(
        header(RejectHeaders.CODE, reject.code().name()),
        header(RejectHeaders.MESSAGE, reject.message()),
        header(RejectHeaders.ORIGIN, reject.origin().text()),
        header(RejectHeaders.TIMESTAMP, Long.toString(reject.timestamp())));
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(UTF_8));
  }
}
