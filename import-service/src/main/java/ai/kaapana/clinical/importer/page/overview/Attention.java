package ai.kaapana.clinical.importer.page.overview;

import java.util.List;

/**
 * What needs somebody.
 *
 * @param entries what each part of the system holds back or found, worst first
 */
record Attention(List<Entry> entries) {

  /**
   * One kind of finding.
   *
   * @param weight {@code error}, {@code warning} or {@code note}
   * @param text what is the matter, with how many
   * @param hint what to do
   * @param link where it goes on, relative to the page; empty = nowhere
   */
  record Entry(String weight, String part, String text, String hint, String link) {}

  /** Whether all is well. */
  public boolean none() {
    return entries.isEmpty();
  }
}
