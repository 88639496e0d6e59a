package ai.kaapana.clinical.linker.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The attributes of one DICOM object or sequence item, as read from DICOM JSON.
 *
 * <p>Absent, empty, {@code null} and blank values are the same: nothing. Texts come without the
 * trailing padding of DICOM (space and NUL) and without leading blanks.
 *
 * <p>Source: DICOM PS3.18 annex F.
 */
public final class Dataset {

  /** One value of an attribute. Numbers keep the digits that the PACS wrote. */
  public sealed interface Value permits Text, PersonName, Item {}

  /** Any value that is neither a person's name nor a sequence item. */
  public record Text(String text) implements Value {}

  /** One item of a sequence. */
  public record Item(Dataset dataset) implements Value {}

  private final Map<Integer, List<Value>> attributes;
  private final boolean contradictory;

  private Dataset(Map<Integer, List<Value>> attributes, boolean contradictory) {
    this.attributes = attributes;
    this.contradictory = contradictory;
  }

  /** Returns the first value of an attribute that is not blank. */
  public Optional<String> text(int tag) {
    return texts(tag).findFirst();
  }

  /** Returns all values of an attribute that are not blank, in their order. */
  public Stream<String> texts(int tag) {
    return attributes.getOrDefault(tag, List.of()).stream()
        .map(Dataset::textOf)
        .filter(text -> !text.isEmpty());
  }

  /** Returns a person's name, if one of its groups has content. */
  public Optional<PersonName> name(int tag) {
    return attributes.getOrDefault(tag, List.of()).stream()
        .flatMap(
            value ->
                switch (value) {
                  case PersonName name -> Stream.of(name);
                  case Text text -> Stream.of(PersonName.parse(text.text()));
                  case Item item -> Stream.<PersonName>empty();
                })
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  /** Returns the items of a sequence, empty ones included. */
  public List<Dataset> items(int tag) {
    return attributes.getOrDefault(tag, List.of()).stream()
        .filter(Item.class::isInstance)
        .map(value -> ((Item) value).dataset())
        .toList();
  }

  /** Returns the first item of a sequence. */
  public Optional<Dataset> item(int tag) {
    return items(tag).stream().findFirst();
  }

  /** Returns the attributes that have any value. */
  public Set<Integer> tags() {
    return attributes.keySet();
  }

  /**
   * Says whether the JSON object named one attribute twice, so that no value of it can be trusted.
   */
  public boolean isContradictory() {
    return contradictory;
  }

  /**
   * Returns one text for equal content, whatever the order of attributes and values. It holds
   * values of patients and is made to be hashed.
   */
  public String canonicalText() {
    var text = new StringBuilder();
    attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            attribute ->
                text.append(attribute.getKey())
                    .append(
                        attribute.getValue().stream()
                            .map(Dataset::canonicalText)
                            .sorted()
                            .toList()));
    return text.toString();
  }

  /** Shows nothing: every value may be a patient's. */
  @Override
  public String toString() {
    return "Dataset[" + attributes.size() + " attributes]";
  }

  private static String textOf(Value value) {
    return switch (value) {
      case Text text -> trim(text.text());
      case PersonName name -> trim(name.alphabetic());
      case Item item -> "";
    };
  }

  private static String canonicalText(Value value) {
    return switch (value) {
      case Text text -> trim(text.text());
      case PersonName name -> name.alphabetic() + "=" + name.ideographic() + "=" + name.phonetic();
      case Item item -> "{" + item.dataset().canonicalText() + "}";
    };
  }

  private static String trim(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) <= ' ')) {
      end--;
    }
    int start = 0;
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    return text.substring(start, end);
  }

  /** Collects the attributes of one object. */
  public static final class Builder {

    private final Map<Integer, List<Value>> attributes = new HashMap<>();
    private boolean contradictory;

    /** Adds an attribute; a second one of the same tag makes the object contradictory. */
    public Builder put(int tag, List<Value> values) {
      if (attributes.putIfAbsent(tag, List.copyOf(values)) != null) {
        contradictory = true;
      }
      if (values.stream().anyMatch(v -> v instanceof Item item && item.dataset().contradictory)) {
        contradictory = true;
      }
      return this;
    }

    /** Marks the object as contradictory for another reason, such as two values of one key. */
    public Builder contradict() {
      contradictory = true;
      return this;
    }

    /** Returns the finished object. */
    public Dataset build() {
      attributes.values().removeIf(List::isEmpty);
      return new Dataset(Map.copyOf(attributes), contradictory);
    }
  }
}
