package ai.kaapana.clinical.server.analytics.spec;

/** Whole days from the anchor, both ends included; negative = before. */
public record Window(int from, int to) {

  public Window {
    if (from > to) {
      throw new IllegalArgumentException("A window begins after its end");
    }
  }

  public boolean contains(long days) {
    return from <= days && days <= to;
  }
}
