package io.dctstream.cli.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dctstream.cli.CtrlC;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A web page that shows a job at work, served until it is closed. */
public final class LivePage implements AutoCloseable {
  private static final String IMAGES = "/images/";
  private static final int BACKLOG = 0; // the system's own
  private static final int POLL_MILLIS = 200;
  private static final int GOODBYE_SECONDS = 1;

  private final Watched watched;
  private final Activity activity = new Activity();
  private final Events events = new Events();
  private final HttpServer server;
  private final ResultReader results;
  private final InputImages images;
  private final Optional<JobMetrics> metrics;
  private final ExecutorService answering = Executors.newCachedThreadPool(LivePage::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(LivePage::daemon);
  private final Future<?> ticking;

  private LivePage(Watched watched, HttpServer server) {
    this.watched = watched;
    this.server = server;
    this.results = new ResultReader(watched, activity, events);
    this.images = new InputImages(watched);
    this.metrics = watched.flink().map(JobMetrics::new);
    serve();
    ticking = clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Begins to serve. The topics are there; what the job writes from now on is shown.
   *
   * @param host the address to listen on
   * @param port the port to listen on; 0 for any that is free
   * @throws IOException if the port is in use
   */
  public static LivePage start(Watched watched, String host, int port) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
    } catch (BindException e) {
      throw new IOException(
          "The page cannot be served on port %d of %s (%s); give another, or 0 for any"
              .formatted(port, host, e.getMessage()),
          e);
    }
    try {
      return new LivePage(watched, server);
    } catch (RuntimeException e) { // Kafka's
      server.stop(0);
      throw e;
    }
  }

  /** Where a browser finds the page. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    return URI.create(
        "http://%s:%d/"
            .formatted(
                bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getHostString(),
                bound.getPort()));
  }

  /** Says at the page's head how the job ended. */
  public void end(String sentence) {
    events.publish(Events.END, sentence);
  }

  /**
   * Waits until nobody looks any more.
   *
   * @throws InterruptedException if Ctrl-C was pressed
   */
  public void awaitNoViewers(CtrlC ctrlC) throws InterruptedException {
    while (hasViewers()) {
      ctrlC.check();
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Whether the page is open in a browser. */
  public boolean hasViewers() {
    return events.viewers() > 0;
  }

  @Override
  public void close() {
    ticking.cancel(true);
    clock.shutdownNow();
    results.close();
    events.close();
    server.stop(GOODBYE_SECONDS);
    answering.shutdownNow();
    images.close();
  }

  private void serve() {
    events.publish(Events.HELLO, Facts.of(watched));
    server.setExecutor(answering);
    server.createContext("/", new PageFiles());
    server.createContext("/events", events);
    server.createContext(IMAGES, this::image);
    server.start();
    results.start();
  }

  private void image(HttpExchange exchange) throws IOException {
    String origin = exchange.getRequestURI().getPath().substring(IMAGES.length());
    Optional<byte[]> jpeg = images.find(origin);
    if (jpeg.isPresent()) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      Answer.ok(exchange, "image/jpeg", jpeg.get());
    } else {
      Answer.notFound(exchange, "The image %s is not in the input topic".formatted(origin));
    }
  }

  private void tick() {
    List<String> troubles = new ArrayList<>();
    results.trouble().ifPresent(troubles::add);
    JobFigures job = null;
    if (metrics.isPresent()) {
      try {
        job = metrics.get().ask();
      } catch (IOException e) {
        troubles.add(e.getMessage());
      }
    }
    events.publish(Events.SECOND, activity.turn(System.currentTimeMillis(), job, troubles));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "live-page");
    thread.setDaemon(true);
    return thread;
  }
}
