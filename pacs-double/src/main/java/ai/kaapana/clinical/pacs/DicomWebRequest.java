package ai.kaapana.clinical.pacs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as the double understood it.
 *
 * @param method GET or HEAD for everything that it answers
 * @param path the path below the root, such as {@code /studies}
 * @param parameters decoded query parameters in their order; repeated ones have several values
 * @param kind what it asks for
 * @param studyUid the study of the path, if there is one
 * @param seriesUid the series of the path, if there is one
 * @param sopUid the instance of the path, if there is one
 */
public record DicomWebRequest(
    String method,
    String path,
    Map<String, List<String>> parameters,
    RequestKind kind,
    @Nullable String studyUid,
    @Nullable String seriesUid,
    @Nullable String sopUid) {

  private static final Pattern ROUTE =
      Pattern.compile(
          "(?:/studies/(?<study>[^/]+))?(?:/series/(?<series>[^/]+))?(?:/instances/(?<sop>[^/]+))?/"
              + "(?<last>studies|series|instances|metadata)");

  static DicomWebRequest of(String method, URI uri, String root) {
    var path = uri.getPath().startsWith(root) ? uri.getPath().substring(root.length()) : "";
    var route = ROUTE.matcher(path);
    var parameters = parameters(uri.getRawQuery());
    if (!uri.getPath().startsWith(root) || !route.matches()) {
      return new DicomWebRequest(method, path, parameters, RequestKind.OTHER, null, null, null);
    }
    return new DicomWebRequest(
        method,
        path,
        parameters,
        kind(route),
        route.group("study"),
        route.group("series"),
        route.group("sop"));
  }

  /** The request as the filter passes it on: of a repeated parameter the last value is left. */
  DicomWebRequest withLastParameters() {
    var last = new LinkedHashMap<String, List<String>>();
    parameters.forEach((name, values) -> last.put(name, List.of(values.getLast())));
    return new DicomWebRequest(method, path, last, kind, studyUid, seriesUid, sopUid);
  }

  private static RequestKind kind(Matcher route) {
    boolean study = route.group("study") != null;
    boolean series = route.group("series") != null;
    boolean sop = route.group("sop") != null;
    return switch (route.group("last")) {
      case "studies" -> study || series || sop ? RequestKind.OTHER : RequestKind.STUDIES;
      case "series" -> series || sop ? RequestKind.OTHER : RequestKind.SERIES;
      case "instances" -> sop || series && !study ? RequestKind.OTHER : RequestKind.INSTANCES;
      default -> metadata(study, series, sop);
    };
  }

  private static RequestKind metadata(boolean study, boolean series, boolean sop) {
    if (!study || sop && !series) {
      return RequestKind.OTHER;
    }
    return sop
        ? RequestKind.INSTANCE_METADATA
        : series ? RequestKind.SERIES_METADATA : RequestKind.STUDY_METADATA;
  }

  static Map<String, List<String>> parameters(@Nullable String query) {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (var pair : query.split("&")) {
      int equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
