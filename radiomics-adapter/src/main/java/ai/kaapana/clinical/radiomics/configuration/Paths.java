package ai.kaapana.clinical.radiomics.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes directories out of texts: they name users, hospitals and sometimes patients. */
final class Paths {

  private static final Pattern PATH =
      Pattern.compile(
          "(?:[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:/|~)?(?:[/\\\\][^\\s/\\\\'\",\\]}]+){2,}");

  private Paths() {}

  /** The text with the last name of each path in place of the path. */
  static String strip(String text) {
    return PATH.matcher(text)
        .replaceAll(
            match -> {
              var path = match.group();
              var cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
              return Matcher.quoteReplacement(path.substring(cut + 1));
            });
  }
}
