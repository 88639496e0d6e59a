package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.RowSink;
import ai.kaapana.clinical.importer.table.TableHeader;
import ai.kaapana.clinical.importer.table.TableRefused;
import ai.kaapana.clinical.importer.table.TableRow;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * Finds the stored mapping of a file by its column names, and by the file's name where a mapping
 * lists no columns.
 */
final class MappingFinder {
  private static final double OVERLAP = 0.9;
  private final MappingStore mappings;
  private final TableFiles files;

  MappingFinder(MappingStore mappings, TableFiles files) {
    this.mappings = mappings;
    this.files = files;
  }

  /**
   * The one mapping that fits.
   *
   * @throws ProblemException 422 if none or several do
   */
  TableMapping find(Path file, String fileName) {
    var fitting = mappings.all().stream().filter(m -> fits(m, file, fileName)).toList();
    if (fitting.size() > 1) {
      var named = fitting.stream().filter(m -> named(m, fileName)).toList();
      fitting = named.isEmpty() ? fitting : named;
    }
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new ProblemException(
        fitting.isEmpty() ? ImportIssue.MAPPING_NOT_FOUND : ImportIssue.MAPPING_AMBIGUOUS,
        HttpStatus.UNPROCESSABLE_ENTITY,
        String.join(", ", fitting.stream().map(TableMapping::name).toList()));
  }

  private boolean fits(TableMapping mapping, Path file, String fileName) {
    var wanted = mapping.source().headers();
    if (wanted.isEmpty()) {
      return named(mapping, fileName);
    }
    Set<String> found = new HashSet<>(header(mapping, file));
    long hits = wanted.stream().filter(found::contains).count();
    return hits >= OVERLAP * wanted.size();
  }

  private static boolean named(TableMapping mapping, String fileName) {
    try {
      var name = Path.of(fileName).getFileName();
      return name != null
          && mapping.source().files().stream()
              .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
              .anyMatch(matcher -> matcher.matches(name));
    } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
      return false;
    }
  }

  private List<String> header(TableMapping mapping, Path file) {
    var peek = new Peek();
    try {
      files.source(file, mapping, Optional.empty()).read(peek);
    } catch (Seen e) {
      return peek.names;
    } catch (TableRefused e) {
      // A file that this mapping cannot read is not its file.
      return List.of();
    }
    return peek.names;
  }

  /** Ends the reading once the header is known. */
  private static final class Seen extends RuntimeException {
    Seen() {
      super("header seen", null, false, false);
    }
  }

  /** Takes only the header. */
  private static final class Peek implements RowSink {
    private List<String> names = List.of();

    @Override
    public void header(TableHeader header) {
      names = header.names();
      throw new Seen();
    }

    @Override
    public void row(TableRow row) {
      // The header comes first.
    }

    @Override
    public void rejected(Finding reason) {
      // The header comes first.
    }

    @Override
    public void finding(Finding finding) {
      // What is said before the header is said again when the file is read.
    }
  }
}
