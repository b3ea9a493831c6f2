package io.dctstream.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends events to all browsers that look, as server-sent events. Who comes later, or comes back,
 * gets the latest ones first. Thread-safe.
 */
final class Events implements HttpHandler {
  /** What the page shows; the first event that a browser gets. */
  static final String HELLO = "hello";

  /** A {@link Second}. */
  static final String SECOND = "second";

  /** A {@link Sight}. */
  static final String SIGHT = "sight";

  /** The last event, with what is to be said at the end. */
  static final String END = "end";

  /** How many of each kind are kept for those who come later. */
  private static final Map<String, Integer> KEPT = Map.of(HELLO, 1, SECOND, 180, SIGHT, 24, END, 1);

  /** Events that a slow browser may be behind; then it is cut off, and comes back by itself. */
  private static final int MAX_BEHIND = 1024;

  private static final int HEARTBEAT_SECONDS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private record Event(String name, String data) {}

  /** Wakes up who waits for an event, to see that he was let go. */
  private static final Event GO = new Event("", "");

  private final List<Event> kept = new ArrayList<>();
  private final Set<BlockingQueue<Event>> viewers = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /** Sends an event to all. */
  synchronized void publish(String name, Object content) {
    Event event = new Event(name, json(content));
    kept.add(event);
    forget(name);
    viewers.removeIf(viewer -> !viewer.offer(event));
  }

  /** How many browsers look. */
  int viewers() {
    return viewers.size();
  }

  /** Lets go of all browsers. */
  synchronized void close() {
    closed = true;
    viewers.forEach(viewer -> viewer.offer(GO));
    viewers.clear();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    BlockingQueue<Event> queue = join();
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      while (viewers.contains(queue) || !queue.isEmpty()) {
        Event event = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (!GO.equals(event)) {
          body.write(text(event).getBytes(UTF_8));
        }
        if (queue.isEmpty()) {
          body.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.remove(queue);
    }
  }

  private synchronized BlockingQueue<Event> join() {
    BlockingQueue<Event> queue = new ArrayBlockingQueue<>(MAX_BEHIND);
    queue.addAll(kept);
    if (!closed) {
      viewers.add(queue);
    }
    return queue;
  }

  /** Forgets the oldest event of a kind if there are more than are kept. */
  private void forget(String name) {
    if (kept.stream().filter(event -> event.name.equals(name)).count() > KEPT.get(name)) {
      for (Iterator<Event> events = kept.iterator(); events.hasNext(); ) {
        if (events.next().name.equals(name)) {
          events.remove();
          return;
        }
      }
    }
  }

  /** An event as it is sent; a comment in its place keeps the connection alive. */
  private static String text(Event event) {
    return event == null ? ":\n\n" : "event: %s\ndata: %s\n\n".formatted(event.name, event.data);
  }

  private static String json(Object content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event could not be written as JSON", e);
    }
  }
}
