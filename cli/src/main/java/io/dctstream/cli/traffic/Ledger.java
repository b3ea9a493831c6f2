package io.dctstream.cli.traffic;

import io.dctstream.contract.RejectCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds what was sent against what came back: each id must come back exactly once, and a picture
 * that was damaged on purpose as the reject that it must be.
 */
public final class Ledger {
  /** What is known of a picture that was sent, and how often it came back. */
  private static final class Entry {
    private final Optional<String> label;
    private final Optional<RejectCode> damage;
    private int outcomes;

    private Entry(Picture picture) {
      label = picture.label();
      damage = picture.damage();
    }
  }

  private final Set<String> labels;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final SortedMap<String, Integer> rejects = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long bytesSent;
  private int settled;
  private int predictions;
  private int labelled;
  private int right;

  /**
   * @param labels what the model can answer; pictures of other labels do not count for the accuracy
   */
  public Ledger(Collection<String> labels) {
    this.labels = Set.copyOf(labels);
  }

  public void sent(Picture picture) {
    if (entries.put(picture.id(), new Entry(picture)) != null) {
      throw new IllegalArgumentException("The id '%s' was sent before".formatted(picture.id()));
    }
    bytesSent += picture.jpeg().length;
  }

  public void predicted(String id, String answer) {
    predictions++;
    Entry entry = settle(id);
    if (entry == null) {
      return;
    }
    if (entry.damage.isPresent()) {
      faults.add("%s was sent damaged but was classified".formatted(id));
    } else if (entry.label.filter(labels::contains).isPresent()) {
      labelled++;
      right += entry.label.get().equals(answer) ? 1 : 0;
    }
  }

  public void rejected(String id, RejectCode code, String message) {
    rejects.merge(code.name(), 1, Integer::sum);
    Entry entry = settle(id);
    if (entry != null && entry.damage.isPresent() && entry.damage.get() != code) {
      faults.add(
          "%s was rejected as %s and not as %s: %s"
              .formatted(id, code, entry.damage.get(), message));
    }
  }

  public int sent() {
    return entries.size();
  }

  /** Bytes of the pictures that were sent. */
  public long bytesSent() {
    return bytesSent;
  }

  /** Pictures that have come back, once or more often. */
  public int settled() {
    return settled;
  }

  public int predictions() {
    return predictions;
  }

  /** How many rejects there were, by the name of the reason. */
  public SortedMap<String, Integer> rejects() {
    return rejects;
  }

  /** The part of the predictions that are right; empty where no right answer is known. */
  public Optional<Double> accuracy() {
    return labelled == 0 ? Optional.empty() : Optional.of((double) right / labelled);
  }

  /** What is wrong, a sentence each; empty if every picture came back once and as it must. */
  public List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    entries.forEach(
        (id, entry) -> {
          if (entry.outcomes != 1) {
            all.add("%s came back %d times and not once".formatted(id, entry.outcomes));
          }
        });
    return all;
  }

  private Entry settle(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      faults.add("%s came back and was never sent".formatted(id));
    } else if (++entry.outcomes == 1) {
      settled++;
    }
    return entry;
  }
}
