package ai.kaapana.clinical.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    return new StackOptions(
        root, data, dicom, chosen, pacs, port, reset, spaceNeeded, settings, jvmOptions, messages);
  }

  /** Another folder of DICOM files. */
  public StackOptions withDicom(Path folder) {
    return new StackOptions(
        root,
        data,
        folder,
        components,
        pacs,
        port,
        reset,
        spaceNeeded,
        settings,
        jvmOptions,
        messages);
  }

  /** Another PACS. */
  public StackOptions withPacs(PacsKind kind) {
    return new StackOptions(
        root,
        data,
        dicom,
        components,
        kind,
        port,
        reset,
        spaceNeeded,
        settings,
        jvmOptions,
        messages);
  }

  /** A fixed port for the FHIR server. */
  public StackOptions withPort(int fixed) {
    return new StackOptions(
        root,
        data,
        dicom,
        components,
        pacs,
        fixed,
        reset,
        spaceNeeded,
        settings,
        jvmOptions,
        messages);
  }

  /** Whether the data folder is emptied first. */
  public StackOptions withReset(boolean emptied) {
    return new StackOptions(
        root,
        data,
        dicom,
        components,
        pacs,
        port,
        emptied,
        spaceNeeded,
        settings,
        jvmOptions,
        messages);
  }

  /** Another demand on the disk, in bytes. */
  public StackOptions withSpaceNeeded(long bytes) {
    return new StackOptions(
        root, data, dicom, components, pacs, port, reset, bytes, settings, jvmOptions, messages);
  }

  /** A property of one service. */
  public StackOptions withSetting(Component component, String key, String value) {
    var all = new EnumMap<Component, Map<String, String>>(Component.class);
    all.putAll(settings);
    var own = new HashMap<>(all.getOrDefault(component, Map.of()));
    own.put(key, value);
    all.put(component, own);
    return new StackOptions(
        root, data, dicom, components, pacs, port, reset, spaceNeeded, all, jvmOptions, messages);
  }

  /** An option of the Java process of one component, such as {@code -Xmx1g}. */
  public StackOptions withJvmOption(Component component, String option) {
    var all = new EnumMap<Component, List<String>>(Component.class);
    all.putAll(jvmOptions);
    var own = new ArrayList<>(all.getOrDefault(component, List.of()));
    own.add(option);
    all.put(component, own);
    return new StackOptions(
        root, data, dicom, components, pacs, port, reset, spaceNeeded, settings, all, messages);
  }

  /** Somebody who reads the steps. */
  public StackOptions withMessages(Consumer<String> reader) {
    return new StackOptions(
        root,
        data,
        dicom,
        components,
        pacs,
        port,
        reset,
        spaceNeeded,
        settings,
        jvmOptions,
        reader);
  }
}
