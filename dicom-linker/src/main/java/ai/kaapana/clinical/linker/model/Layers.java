package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.fhir.time.DicomDate;
import ai.kaapana.clinical.fhir.time.DicomOffset;
import ai.kaapana.clinical.fhir.time.DicomTime;
import ai.kaapana.clinical.fhir.time.Parsed;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Several answers about one thing, read in order: the first that states an attribute counts.
 *
 * <p>Why: a QIDO row holds what the archive keeps in its database, which is little in some
 * products; the metadata of a representative fills the gaps.
 */
final class Layers {

  private static final int MAX_TEXT = 16_384;

  private final List<Dataset> datasets;
  private final Findings findings;
  private final @Nullable String seriesUid;

  Layers(List<Dataset> datasets, Findings findings, @Nullable String seriesUid) {
    this.datasets = datasets;
    this.findings = findings;
    this.seriesUid = seriesUid;
  }

  List<Dataset> datasets() {
    return datasets;
  }

  /** Returns a text that FHIR can hold: no control characters, cut where it is absurdly long. */
  Optional<String> text(int tag) {
    return raw(tag).flatMap(text -> usable(text, tag));
  }

  Optional<String> raw(int tag) {
    return datasets.stream().flatMap(d -> d.text(tag).stream()).findFirst();
  }

  List<Code> codes(int tag) {
    return datasets.stream()
        .map(d -> Code.all(d, tag).toList())
        .filter(codes -> !codes.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  Optional<LocalDate> date(int tag) {
    return value(DicomDate.parse(raw(tag).orElse(null)), LinkerIssue.DATE_INVALID, tag);
  }

  Optional<ZoneOffset> offset() {
    return value(
        DicomOffset.parse(raw(Tag.TIMEZONE_OFFSET).orElse(null)),
        LinkerIssue.OFFSET_INVALID,
        Tag.TIMEZONE_OFFSET);
  }

  Moment moment(int dateTag, int timeTag, Optional<ZoneOffset> offsetOfStudy) {
    return new Moment(
        date(dateTag),
        value(DicomTime.parse(raw(timeTag).orElse(null)), LinkerIssue.TIME_INVALID, timeTag),
        offset().or(() -> offsetOfStudy),
        raw(dateTag).orElse(""),
        raw(timeTag).orElse(""));
  }

  /** Reads an IS; {@code "4"}, {@code 4} and {@code "1.0"} are numbers, {@code "1.5"} is none. */
  OptionalInt integer(int tag) {
    var text = raw(tag);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      var number = new BigDecimal(text.get());
      if (text.get().indexOf('.') >= 0) {
        add(LinkerIssue.NUMBER_FORM, tag);
      }
      return OptionalInt.of(number.intValueExact());
    } catch (NumberFormatException e) {
      add(LinkerIssue.NUMBER_INVALID, tag);
    } catch (ArithmeticException e) {
      add(LinkerIssue.NUMBER_RANGE, tag);
    }
    return OptionalInt.empty();
  }

  /** Reads one value of a DS in plain notation; NaN and infinity are no numbers. */
  Optional<BigDecimal> decimal(int tag, int index) {
    return datasets.stream()
        .map(d -> d.texts(tag).toList())
        .filter(values -> values.size() > index)
        .findFirst()
        .flatMap(values -> decimal(values.get(index), tag));
  }

  private Optional<BigDecimal> decimal(String text, int tag) {
    try {
      var number = new BigDecimal(text).stripTrailingZeros();
      if (Math.abs(number.scale()) > 40) {
        add(LinkerIssue.NUMBER_RANGE, tag);
        return Optional.empty();
      }
      return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
    } catch (NumberFormatException e) {
      add(LinkerIssue.NUMBER_INVALID, tag);
      return Optional.empty();
    }
  }

  private <T> Optional<T> value(Parsed<T> parsed, LinkerIssue invalid, int tag) {
    if (parsed instanceof Parsed.Legacy<T>) {
      add(LinkerIssue.DATE_LEGACY, tag);
    } else if (parsed instanceof Parsed.Invalid<T>) {
      add(invalid, tag);
    }
    return parsed.asOptional();
  }

  private Optional<String> usable(String text, int tag) {
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      add(LinkerIssue.TEXT_CONTROL_CHARACTERS, tag);
      return Optional.empty();
    }
    if (text.length() > MAX_TEXT) {
      add(LinkerIssue.TEXT_TRUNCATED, tag);
      return Optional.of(text.substring(0, text.offsetByCodePoints(0, MAX_TEXT / 2)));
    }
    return Optional.of(text);
  }

  void add(LinkerIssue code, int tag) {
    findings.add(code, seriesUid, null, tag);
  }
}
