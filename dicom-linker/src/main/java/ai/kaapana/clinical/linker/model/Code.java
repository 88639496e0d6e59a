package ai.kaapana.clinical.linker.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A coded concept as DICOM writes it.
 *
 * <p>Source: DICOM PS3.3 section 8.8. Long codes and URN codes count as values.
 *
 * @param value empty when the item has none
 * @param scheme the designator, empty when absent
 * @param meaning empty when absent
 */
public record Code(String value, String scheme, String meaning) {

  /** Returns the first code of a sequence that has a value or a meaning. */
  public static Optional<Code> first(Dataset dataset, int sequence) {
    return all(dataset, sequence).findFirst();
  }

  /** Returns all codes of a sequence that have a value or a meaning. */
  public static Stream<Code> all(Dataset dataset, int sequence) {
    return dataset.items(sequence).stream()
        .map(Code::of)
        .filter(code -> !code.value.isEmpty() || !code.meaning.isEmpty());
  }

  private static Code of(Dataset item) {
    var value =
        item.text(Tag.CODE_VALUE)
            .or(() -> item.text(Tag.LONG_CODE_VALUE))
            .or(() -> item.text(Tag.URN_CODE_VALUE))
            .orElse("");
    return new Code(
        value, item.text(Tag.CODING_SCHEME).orElse(""), item.text(Tag.CODE_MEANING).orElse(""));
  }
}
