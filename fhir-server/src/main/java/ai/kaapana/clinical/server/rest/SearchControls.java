package ai.kaapana.clinical.server.rest;

import java.util.List;
import java.util.Set;

/**
 * The parameters of a search that begin with an underscore.
 *
 * <p>Why: HAPI passes over those it does not know, and a search whose condition was passed over
 * answers with everything.
 */
final class SearchControls {

  private static final Set<String> KNOWN =
      Set.of(
          "_count",
          "_elements",
          "_format",
          "_has",
          "_id",
          "_include",
          "_lastUpdated",
          "_pretty",
          "_profile",
          "_revinclude",
          "_security",
          "_sort",
          "_summary",
          "_tag",
          "_total");

  private SearchControls() {}

  static void refuseUnknown(Set<String> parameters) {
    for (var parameter : parameters) {
      if (parameter.startsWith("_") && !KNOWN.contains(plain(parameter))) {
        throw new Refusal(
            400,
            FhirServerCode.SEARCH_PARAMETER,
            "Beginning with an underscore there are: " + KNOWN.stream().sorted().toList(),
            List.of());
      }
    }
  }

  private static String plain(String parameter) {
    var end = parameter.indexOf(':');
    return end < 0 ? parameter : parameter.substring(0, end);
  }
}
