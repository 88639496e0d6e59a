package ai.kaapana.clinical.radiomics.reader;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import java.io.BufferedReader;

/** A file while it is read: its text, what it may hold, and the line where the reading is. */
public final class ResultInput {

  private final ReaderLimits limits;
  private final GuardedText text;
  private final BufferedReader reader;
  private long line;

  ResultInput(ReaderLimits limits, GuardedText text, BufferedReader reader) {
    this.limits = limits;
    this.text = text;
    this.reader = reader;
  }

  public ReaderLimits limits() {
    return limits;
  }

  public BufferedReader reader() {
    return reader;
  }

  /** Line of the file, from 1; 0 before the first. */
  public long line() {
    return line;
  }

  /** Tells where the reading is. */
  public void line(long now) {
    line = now;
  }

  /** Gives the next record its own budget of characters. */
  public void nextRecord() {
    text.nextRecord();
  }

  /** Whether the file ended with a line end. */
  public boolean endedWithLine() {
    return text.endedWithLine();
  }

  /** How many characters the file has, as far as it was read. */
  public long characters() {
    return text.characters();
  }

  /** The file is refused at this line. */
  public UnreadableResultException refuse(RadiomicsIssue issue) {
    return new UnreadableResultException(issue, line);
  }
}
