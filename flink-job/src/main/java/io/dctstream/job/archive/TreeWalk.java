package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * Goes through folders and gives out, one by one, the images and shards in them, in an order that
 * their names alone decide. So the last file says which ones are still to come, and a walk can go
 * on behind it. Names that begin with a dot are passed over. Not thread-safe.
 */
final class TreeWalk {
  /** A file, and where the walk is when it has been given out. */
  record Found(FoundFile file, WalkPosition position) {}

  /** A folder that is being gone through. */
  private static final class Level {
    private final URI folder;
    @Nullable private final Object identity;
    private final List<Entry> entries;
    private int next;

    Level(URI folder, @Nullable Object identity, List<Entry> entries) {
      this.folder = folder;
      this.identity = identity;
      this.entries = entries;
    }
  }

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::name).thenComparing(Entry::folder);

  private final List<URI> roots;
  private final ImageNames images;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<String> path = new ArrayList<>();
  private int root = -1;

  /** The names to the last file of an earlier walk, as far as this one follows them. */
  private List<String> behind;

  private final int rootBehind;

  /**
   * @param roots folders and files
   * @param after where an earlier walk stopped; null to begin at the beginning
   */
  TreeWalk(List<URI> roots, ImageNames images, @Nullable WalkPosition after) {
    this.roots = roots;
    this.images = images;
    this.behind = after == null ? List.of() : after.path();
    this.rootBehind = after == null ? -1 : after.root();
    if (after != null) {
      root = after.path().isEmpty() ? after.root() : after.root() - 1;
    }
  }

  /** The next file; null when there is no more. */
  @Nullable
  Found next() {
    while (true) {
      Found found = levels.isEmpty() ? enterRoot() : step();
      if (found != null) {
        return found;
      }
      if (levels.isEmpty() && root >= roots.size() - 1) {
        return null;
      }
    }
  }

  @Nullable
  private Found enterRoot() {
    if (root >= roots.size() - 1) {
      return null;
    }
    URI place = roots.get(++root);
    if (root != rootBehind) {
      behind = List.of();
    }
    try {
      Entry entry = Storage.of(place).entry(place);
      return entry.folder() ? enter(place, entry) : found(place.toString(), entry);
    } catch (IOException e) {
      return found(place.toString(), Entry.bad(Storage.name(place), Reason.of(e)));
    }
  }

  @Nullable
  private Found step() {
    Level level = levels.getLast();
    if (level.next == level.entries.size()) {
      levels.removeLast();
      if (!path.isEmpty()) {
        path.remove(path.size() - 1);
      }
      return null;
    }
    Entry entry = level.entries.get(level.next++);
    if (isDone(entry)) {
      return null;
    }
    String place = Storage.resolve(level.folder, entry.name());
    path.add(entry.name());
    if (entry.folder()) {
      return enter(URI.create(place), entry);
    }
    Found found = isWanted(entry) ? found(place, entry) : null;
    path.remove(path.size() - 1);
    return found;
  }

  /** Whether an earlier walk has been here and has nothing left to find. */
  private boolean isDone(Entry entry) {
    int depth = path.size();
    if (behind.size() <= depth) {
      return false;
    }
    int order = entry.name().compareTo(behind.get(depth));
    if (order < 0 || (order == 0 && !entry.folder())) {
      return true;
    }
    if (order > 0) {
      behind = List.of();
    }
    return false;
  }

  private boolean isWanted(Entry entry) {
    if (entry.problem() != null && !entry.name().startsWith(".")) {
      return true;
    }
    String name = Names.decoded(String.join("/", path));
    return !entry.name().startsWith(".") && (Shard.is(name) || images.match(name));
  }

  @Nullable
  private Found enter(URI place, Entry entry) {
    String problem = null;
    if (entry.name().startsWith(".") && !path.isEmpty()) {
      path.remove(path.size() - 1);
      return null;
    }
    if (leadsBack(entry)) {
      problem = "is a link that leads back to a folder above it";
    } else {
      try {
        List<Entry> entries = Storage.of(place).list(place);
        entries.sort(ORDER);
        levels.add(new Level(place, entry.identity(), entries));
        return null;
      } catch (IOException e) {
        problem = Reason.of(e);
      }
    }
    Found found = found(place.toString(), Entry.bad(entry.name(), problem));
    if (!path.isEmpty()) {
      path.remove(path.size() - 1);
    }
    return found;
  }

  private boolean leadsBack(Entry entry) {
    return entry.identity() != null
        && levels.stream().anyMatch(level -> Objects.equals(level.identity, entry.identity()));
  }

  private Found found(String place, Entry entry) {
    return new Found(
        new FoundFile(place, entry.bytes(), entry.modified(), entry.problem()),
        new WalkPosition(root, List.copyOf(path)));
  }
}
