package ai.kaapana.clinical.testing.auth;

import java.util.Arrays;

/** What the door says to a caller. */
public enum Verdict {
  /** Let in, whatever the route itself answers then. */
  ALLOWED("yes"),
  /** The caller is not known. */
  UNAUTHENTICATED("401"),
  /** The caller is known, and may not. */
  FORBIDDEN("403");

  private final String cell;

  Verdict(String cell) {
    this.cell = cell;
  }

  /** As it stands in the table. */
  public String cell() {
    return cell;
  }

  static Verdict ofCell(String cell) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.cell.equals(cell))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no verdict: " + cell));
  }

  /** What an answer's status says. */
  public static Verdict ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      default -> ALLOWED;
    };
  }
}
