package ai.kaapana.clinical.pacs;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of the double. */
final class PacsCommand {
  private static final String USAGE =
      """
      Serves the DICOM files of a folder over DICOMweb (QIDO-RS, WADO-RS metadata).

        --dicom DIR        folder with DICOM files, read with all its sub-folders (needed)
        --port N           port, 0 for a free one (default 0)
        --port-file FILE   file that gets the port once the server answers
        --bind ADDRESS     address to listen on (default 127.0.0.1)
        --token TOKEN      bearer token that every request needs
        --token-file FILE  the same from a file, so that no process list shows it
        --projects FILE    plays dicom-web-filter: lines of project, study and series with tabs
                           between them; claims of tokens count, their signatures do not
      """;

  private @Nullable Path folder;
  private @Nullable Path portFile;
  private @Nullable Path projects;
  private PacsOptions options = PacsOptions.local();

  private PacsCommand() {}

  static int run(String[] arguments) throws IOException, InterruptedException {
    var command = new PacsCommand();
    try {
      if (!command.parse(arguments)) {
        System.out.print(USAGE);
        return 0;
      }
    } catch (IllegalArgumentException e) {
      System.err.println("pacs-double: " + e.getMessage());
      System.err.print(USAGE);
      return 2;
    }
    return command.serve();
  }

  /** Reads the options and says whether to serve. */
  private boolean parse(String[] arguments) throws IOException {
    for (int i = 0; i < arguments.length; i++) {
      var option = arguments[i];
      if (option.equals("--help")) {
        return false;
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(option + " needs a value or is unknown");
      }
      set(option, arguments[++i]);
    }
    if (folder == null) {
      throw new IllegalArgumentException("--dicom is missing");
    }
    return true;
  }

  private void set(String option, String value) throws IOException {
    switch (option) {
      case "--dicom" -> folder = Path.of(value);
      case "--port" -> options = options.withPort(port(value));
      case "--projects" -> projects = Path.of(value);
      case "--port-file" -> portFile = Path.of(value);
      case "--bind" -> options = options.withBind(value);
      case "--token" -> options = options.withToken(value);
      case "--token-file" -> options = options.withToken(Files.readString(Path.of(value)).strip());
      default -> throw new IllegalArgumentException("There is no option " + option);
    }
  }

  private static int port(String value) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new IllegalArgumentException("--port must be a number from 0 to 65535");
    }
    return Integer.parseInt(value);
  }

  private int serve() throws IOException, InterruptedException {
    if (folder == null || !Files.isDirectory(folder)) {
      System.err.println("pacs-double: there is no folder " + folder);
      return 1;
    }
    var archive = Archive.read(folder);
    if (projects != null) {
      return serveFilter(archive, ProjectMapping.read(projects));
    }
    try (var pacs = PacsDouble.start(archive, options)) {
      System.out.printf(
          "pacs-double: %d studies, %d series, %d instances at %s%n",
          archive.studyUids().size(), archive.seriesCount(), archive.size(), pacs.baseUri());
      writePort(pacs.port());
      Thread.currentThread().join();
    } catch (BindException e) {
      System.err.println(
          "pacs-double: port " + options.port() + " of " + options.bind() + " is already in use");
      return 1;
    }
    return 0;
  }

  private int serveFilter(Archive archive, ProjectMapping mapping)
      throws IOException, InterruptedException {
    try (var filter = FilterDouble.start(archive, mapping, options, List.of())) {
      System.out.printf(
          "pacs-double: %d studies behind a filter at %s%n",
          archive.studyUids().size(), filter.baseUri());
      writePort(filter.port());
      Thread.currentThread().join();
    }
    return 0;
  }

  /** In one step, so that nobody reads half a number. */
  private void writePort(int port) throws IOException {
    if (portFile == null) {
      return;
    }
    var whole = portFile.resolveSibling(portFile.getFileName() + ".part");
    Files.write(whole, (port + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.move(
        whole, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
