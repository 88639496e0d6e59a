package ai.kaapana.clinical.local;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The command line of the launcher, which is that of {@code ./demo}.
 *
 * @param root the checkout
 * @param data the data folder
 * @param once whether to end after the table
 * @param reset whether to empty the data folder first
 * @param pacs which PACS
 * @param port the port of the FHIR server, 0 for a free one
 */
record Arguments(Path root, Path data, boolean once, boolean reset, PacsKind pacs, int port) {

  static Arguments parse(String[] arguments) {
    var root = Path.of("");
    Path data = null;
    boolean once = false;
    boolean reset = false;
    var pacs = PacsKind.DOUBLE;
    int port = 0;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--once" -> once = true;
        case "--reset" -> reset = true;
        case "--root" -> root = Path.of(value(arguments, ++i));
        case "--data" -> data = Path.of(value(arguments, ++i));
        case "--pacs" -> pacs = pacs(value(arguments, ++i));
        case "--port" -> port = port(value(arguments, ++i));
        default ->
            throw new StackException("There is no option " + arguments[i] + "; --help lists them.");
      }
    }
    root = root.toAbsolutePath().normalize();
    return new Arguments(
        root, data == null ? root.resolve(".demo") : data, once, reset, pacs, port);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new StackException(arguments[at - 1] + " needs a value; --help lists the options.");
    }
    return arguments[at];
  }

  private static PacsKind pacs(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "double" -> PacsKind.DOUBLE;
      case "orthanc" -> PacsKind.ORTHANC;
      default -> throw new StackException("--pacs is either double or orthanc.");
    };
  }

  private static int port(String value) {
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new StackException("--port is a number from 0 (any free port) to 65535.");
    }
    return Integer.parseInt(value);
  }
}
