package ai.kaapana.clinical.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a stack consists of.
 *
 * @param root the checkout, whose modules are built
 * @param data the data folder
 * @param dicom the folder with the DICOM files of the PACS
 * @param components what to start
 * @param pacs which PACS
 * @param postgres the jar with the programs of PostgreSQL; empty for the version of the class path
 * @param port the port of the FHIR server, 0 for a free one
 * @param reset whether to empty the data folder first
 * @param spaceNeeded free bytes of the disk without which nothing is started
 * @param settings properties of single services on top of those that the stack sets
 * @param jvmOptions options of single Java processes on top of those that the stack sets
 * @param messages gets one line for each step
 */
public record StackOptions(
    Path root,
    Path data,
    Path dicom,
    Set<Component> components,
    PacsKind pacs,
    Optional<Path> postgres,
    int port,
    boolean reset,
    long spaceNeeded,
    Map<Component, Map<String, String>> settings,
    Map<Component, List<String>> jvmOptions,
    Consumer<String> messages) {
  private static final long ONE_GIGABYTE = 1L << 30;

  /** The whole stack with the demo cohort in its PACS, on free ports, silent. */
  public static StackOptions of(Path root, Path data) {
    return new StackOptions(
        root.toAbsolutePath().normalize(),
        data,
        root.resolve("demo-cohort/dicom").toAbsolutePath().normalize(),
        EnumSet.allOf(Component.class),
        PacsKind.DOUBLE,
        Optional.empty(),
        0,
        false,
        ONE_GIGABYTE,
        Map.of(),
        Map.of(),
        message -> {});
  }

  /** Only these parts; PostgreSQL comes with every service. */
  public StackOptions only(Component first, Component... others) {
    var chosen = EnumSet.of(first, others);
    if (chosen.stream().anyMatch(Component::isService)) {
      chosen.add(Component.POSTGRES);
    }
    return changed(draft -> draft.components = chosen);
  }

  /** Another folder of DICOM files. */
  public StackOptions withDicom(Path folder) {
    return changed(draft -> draft.dicom = folder);
  }

  /** Another PACS. */
  public StackOptions withPacs(PacsKind kind) {
    return changed(draft -> draft.pacs = kind);
  }

  /** Another version of PostgreSQL, from a jar that holds its programs. */
  public StackOptions withPostgres(Path jar) {
    return changed(draft -> draft.postgres = Optional.of(jar));
  }

  /** A fixed port for the FHIR server. */
  public StackOptions withPort(int fixed) {
    return changed(draft -> draft.port = fixed);
  }

  /** Whether the data folder is emptied first. */
  public StackOptions withReset(boolean emptied) {
    return changed(draft -> draft.reset = emptied);
  }

  /** Another demand on the disk, in bytes. */
  public StackOptions withSpaceNeeded(long bytes) {
    return changed(draft -> draft.spaceNeeded = bytes);
  }

  /** A property of one service. */
  public StackOptions withSetting(Component component, String key, String value) {
    var all = new EnumMap<Component, Map<String, String>>(Component.class);
    all.putAll(settings);
    var own = new HashMap<>(all.getOrDefault(component, Map.of()));
    own.put(key, value);
    all.put(component, own);
    return changed(draft -> draft.settings = all);
  }

  /** An option of the Java process of one component, such as {@code -Xmx1g}. */
  public StackOptions withJvmOption(Component component, String option) {
    var all = new EnumMap<Component, List<String>>(Component.class);
    all.putAll(jvmOptions);
    var own = new ArrayList<>(all.getOrDefault(component, List.of()));
    own.add(option);
    all.put(component, own);
    return changed(draft -> draft.jvmOptions = all);
  }

  /** Somebody who reads the steps. */
  public StackOptions withMessages(Consumer<String> reader) {
    return changed(draft -> draft.messages = reader);
  }

  private StackOptions changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The same, for the moment of a change. */
  private static final class Draft {
    private final StackOptions original;
    private Path dicom;
    private Set<Component> components;
    private PacsKind pacs;
    private Optional<Path> postgres;
    private int port;
    private boolean reset;
    private long spaceNeeded;
    private Map<Component, Map<String, String>> settings;
    private Map<Component, List<String>> jvmOptions;
    private Consumer<String> messages;

    Draft(StackOptions original) {
      this.original = original;
      dicom = original.dicom;
      components = original.components;
      pacs = original.pacs;
      postgres = original.postgres;
      port = original.port;
      reset = original.reset;
      spaceNeeded = original.spaceNeeded;
      settings = original.settings;
      jvmOptions = original.jvmOptions;
      messages = original.messages;
    }

    StackOptions options() {
      return new StackOptions(
          original.root,
          original.data,
          dicom,
          components,
          pacs,
          postgres,
          port,
          reset,
          spaceNeeded,
          settings,
          jvmOptions,
          messages);
    }
  }
}
