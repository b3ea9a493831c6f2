package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fits each image to several grids. Close it. Not thread-safe. */
final class FittedDecoders implements AutoCloseable {
  private final List<FittedDecoder> decoders;
  private final PayloadStore store;

  FittedDecoders(List<BlockGrid> grids, Fit fit, PayloadStore store) {
    this.store = store;
    this.decoders =
        grids.stream()
            .map(grid -> FittedDecoder.open(grid, fit, DecodeLimits.DEFAULT, DamagePolicy.STRICT))
            .toList();
  }

  /** The payloads of an image in the order of the grids. */
  List<PayloadStore.Kept> decode(byte[] jpeg) throws JpegException, IOException {
    List<PayloadStore.Kept> payloads = new ArrayList<>(decoders.size());
    for (FittedDecoder decoder : decoders) {
      payloads.add(store.keep(decoder.decode(jpeg)));
    }
    return payloads;
  }

  @Override
  public void close() {
    decoders.forEach(FittedDecoder::close);
  }
}
