package io.dctstream.job.archive;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which files and members are taken for images: those whose name one of some globs matches. A glob
 * without a slash is held to the last part of the name, another to all of it. In a glob {@code *}
 * and {@code ?} stand for what is not a slash, {@code **} for anything and {@code {a,b}} for
 * either. Case does not matter.
 */
public final class ImageNames implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whatever the name. */
  static final ImageNames ALL = new ImageNames(List.of("*"));

  private final List<Pattern> whole;
  private final List<Pattern> last;

  /**
   * Makes the globs ready.
   *
   * @throws IllegalArgumentException if one is none
   */
  public ImageNames(List<String> globs) {
    whole = globs.stream().filter(glob -> glob.contains("/")).map(ImageNames::pattern).toList();
    last = globs.stream().filter(glob -> !glob.contains("/")).map(ImageNames::pattern).toList();
  }

  /**
   * Whether a name is that of an image.
   *
   * @param name with slashes between its parts
   */
  public boolean match(String name) {
    String end = name.substring(name.lastIndexOf('/') + 1);
    return isOfOne(last, end) || isOfOne(whole, name);
  }

  private static boolean isOfOne(List<Pattern> patterns, String name) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    boolean either = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '{') {
        regex.append("(?:");
        either = true;
      } else if (c == '}' && either) {
        regex.append(')');
        either = false;
      } else if (c == ',' && either) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'%s' is no glob".formatted(glob), e);
    }
  }
}
