package ai.kaapana.clinical.importer.mapping.language;

/**
 * Something that is wrong in a mapping file.
 *
 * @param line the line, from 1
 * @param path the place in the document, such as {@code columns.age.unit}
 * @param message what is wrong, and the nearest valid name where one is close
 */
public record MappingProblem(int line, String path, String message) {
  @Override
  public String toString() {
    return "line " + line + ", " + path + ": " + message;
  }
}
