package io.dctstream.inference;

import io.dctstream.contract.PackedImage;
import io.dctstream.inference.serving.Lineup;
import io.dctstream.inference.serving.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The lanes of the versions that serve, and which of them an image takes. */
final class Lanes {
  /** Each lane once. */
  private List<Lane> all;

  /** In the order of the line-up's shares; a lane may have several. */
  private List<Lane> byShare;

  /** Metrics are read by other threads. */
  private volatile Lineup lineup;

  Lanes(Lineup lineup) {
    this.all = List.of();
    swap(lineup);
  }

  Lineup lineup() {
    return lineup;
  }

  Lane of(PackedImage image) {
    return byShare.get(lineup.pick(image.id()));
  }

  List<Lane> all() {
    return all;
  }

  /** The one whose batch waits longest for the model's thread; null if none may run. */
  Lane next() {
    Lane next = null;
    for (Lane lane : all) {
      if (lane.isReady() && (next == null || lane.filling().number() < next.filling().number())) {
        next = lane;
      }
    }
    return next;
  }

  /**
   * Serves with other versions. The batches that form in lanes which are left out must have gone.
   */
  void swap(Lineup next) {
    Map<LoadedModel, Lane> kept = all.stream().collect(Collectors.toMap(Lane::model, lane -> lane));
    List<Lane> lanes = new ArrayList<>();
    for (LoadedModel model : next.serving()) {
      lanes.add(kept.computeIfAbsent(model, Lane::new));
    }
    lineup = next;
    byShare = List.copyOf(lanes);
    all = lanes.stream().distinct().toList();
  }
}
