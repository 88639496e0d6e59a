package ai.kaapana.clinical.server.analytics.model;

import java.util.Comparator;

/** Order of texts by Unicode code point, as Python and PostgreSQL's C collation have it. */
public final class CodePoints {

  /** Differs from String's own order above U+FFFF. */
  public static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String a, String b) {
    var left = a.codePoints().iterator();
    var right = b.codePoints().iterator();
    while (left.hasNext() && right.hasNext()) {
      var order = Integer.compare(left.nextInt(), right.nextInt());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }
}
