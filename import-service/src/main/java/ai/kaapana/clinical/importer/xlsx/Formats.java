package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.CellKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.model.StylesTable;

/**
 * Turns a stored number into a typed cell by its number format.
 *
 * <p>Source: ECMA-376 part 1, 18.17.4 (dates and times), 18.8.30 (numFmt). The 1900 system counts a
 * 29 February 1900 that did not exist; its number 60 is no date.
 */
final class Formats {
  private static final Pattern ZEROS = Pattern.compile("0{2,}");
  private static final Pattern DATE_PART = Pattern.compile("[yYdDjJaA]|(?<![hHsS:\\]])[mM]{3,}");
  private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.");
  private static final long SECONDS = 86_400;
  private final StylesTable styles;
  private final boolean date1904;
  private final Map<Integer, Shape> shapes = new HashMap<>();

  Formats(StylesTable styles, boolean date1904) {
    this.styles = styles;
    this.date1904 = date1904;
  }

  private record Shape(CellKind kind, String format) {}

  Cell number(String raw, String style) {
    double value;
    try {
      value = Double.parseDouble(raw);
    } catch (NumberFormatException e) {
      return Cell.text(raw);
    }
    var shape =
        style.isEmpty()
            ? new Shape(CellKind.NUMBER, "General")
            : shapes.computeIfAbsent(Integer.valueOf(style), this::shape);
    return switch (shape.kind()) {
      case DATE -> date(value, shape.format());
      case PERCENT -> Cell.of(CellKind.PERCENT, plain(value));
      default -> zeros(plain(value), shape.format());
    };
  }

  private Shape shape(int style) {
    if (styles == null || style < 0 || style >= styles.getNumCellStyles()) {
      return new Shape(CellKind.NUMBER, "General");
    }
    var cellStyle = styles.getStyleAt(style);
    var format = cellStyle.getDataFormatString();
    if (format == null) {
      return new Shape(CellKind.NUMBER, "General");
    }
    if (DateUtil.isADateFormat(cellStyle.getDataFormat(), german(format))) {
      return new Shape(CellKind.DATE, german(format));
    }
    boolean percent = LITERALS.matcher(format).replaceAll("").contains("%");
    return new Shape(percent ? CellKind.PERCENT : CellKind.NUMBER, format);
  }

  // German workbooks may hold day and year as T and J.
  private static String german(String format) {
    return format.matches("(?i)[^\"]*(TT|JJ)[^\"]*")
        ? format.replace('T', 'd').replace('t', 'd').replace('J', 'y').replace('j', 'y')
        : format;
  }

  private static Cell zeros(String plain, String format) {
    if (!ZEROS.matcher(format).matches() || !plain.chars().allMatch(Character::isDigit)) {
      return Cell.of(CellKind.NUMBER, plain);
    }
    var shown = "0".repeat(Math.max(0, format.length() - plain.length())) + plain;
    return new Cell(CellKind.NUMBER, plain, false, shown);
  }

  /** The shortest decimal text that reads back as the same double, without exponent. */
  static String plain(double value) {
    var number = BigDecimal.valueOf(value).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
  }

  private Cell date(double serial, String format) {
    var clean = LITERALS.matcher(format).replaceAll("");
    boolean elapsed = format.toLowerCase(java.util.Locale.ROOT).matches(".*\\[[hms]+\\].*");
    if (elapsed) {
      return Cell.of(CellKind.NUMBER, plain(serial));
    }
    if (!DATE_PART.matcher(clean).find() && serial >= 0 && serial < 1) {
      return Cell.of(CellKind.TIME, time(serial).toString());
    }
    long days = (long) Math.floor(serial);
    if (serial < 0 || !date1904 && (days == 60 || days == 0) || days > 2_958_465) {
      return Cell.of(CellKind.BAD_DATE, plain(serial));
    }
    var day = day(days);
    long seconds = seconds(serial - days);
    if (seconds == 0) {
      return Cell.of(CellKind.DATE, day.toString());
    }
    var time = LocalDateTime.of(day, LocalTime.MIDNIGHT).plusSeconds(seconds);
    return Cell.of(CellKind.DATE, time.toString());
  }

  private LocalDate day(long days) {
    if (date1904) {
      return LocalDate.of(1904, 1, 1).plusDays(days);
    }
    return LocalDate.of(1899, 12, 30).plusDays(days < 60 ? days + 1 : days);
  }

  private static LocalTime time(double fraction) {
    return LocalTime.ofSecondOfDay(Math.min(SECONDS - 1, seconds(fraction)));
  }

  private static long seconds(double fraction) {
    return BigDecimal.valueOf(fraction * SECONDS).setScale(0, RoundingMode.HALF_UP).longValue();
  }
}
