package io.dctstream.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sent and what is killed.
 *
 * @param images how many are sent, one in a hundred of them damaged
 * @param victims what is killed, in this order
 * @param pause between a recovery and the next kill
 * @param limit for all of it; what has not come back then counts as lost
 */
public record ChaosPlan(int images, List<Victim> victims, Duration pause, Duration limit) {
  private static final double SECONDS_FOR_EACH = 20;

  /** A process that is killed. */
  public enum Victim {
    TASK_MANAGER("a TaskManager"),
    JOB_MANAGER("the JobManager"),
    BROKER("the broker");

    private final String words;

    Victim(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public ChaosPlan {
    victims = List.copyOf(victims);
  }

  /**
   * Images a second, so that they last for all kills: a recovery takes some seconds to half a
   * minute, and what is left after the last is sent at once.
   */
  double perSecond() {
    return images / (victims.size() * SECONDS_FOR_EACH);
  }

  /** So many TaskManagers, and the JobManager and the broker once each in their midst. */
  public static List<Victim> victims(int taskManagers) {
    List<Victim> victims = new ArrayList<>();
    for (int i = 0; i < taskManagers; i++) {
      victims.add(Victim.TASK_MANAGER);
    }
    victims.add(taskManagers / 3, Victim.BROKER);
    victims.add(2 * taskManagers / 3 + 1, Victim.JOB_MANAGER);
    return victims;
  }
}
