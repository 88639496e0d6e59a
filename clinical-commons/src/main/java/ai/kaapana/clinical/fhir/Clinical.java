package ai.kaapana.clinical.fhir;

/**
 * The one canonical base below which all our identifier systems, code systems and extensions live.
 */
public final class Clinical {

  /** Canonical base URL, without a trailing slash. */
  public static final String BASE = "https://kaapana.ai/fhir/clinical";

  private Clinical() {}

  /** URL of one of our extensions. */
  public static String extension(String name) {
    return BASE + "/StructureDefinition/" + name;
  }

  /** URL of one of our code systems. */
  public static String codeSystem(String name) {
    return BASE + "/CodeSystem/" + name;
  }

  /** One of our identifier systems. */
  public static String sid(String name) {
    return BASE + "/sid/" + name;
  }

  /** URL of one of our operation definitions. */
  public static String operation(String name) {
    return BASE + "/OperationDefinition/" + name;
  }
}
