package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real Airflow in a process of its own, with stand-ins for Kaapana's operators, against the
 * services of a stack ({@code scripts/airflow.sh}).
 */
final class Airflow {

  private static final String RESULT = "RESULT ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Path folder;
  private final Path logs;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private int outputs;

  /**
   * Prepares what a user and the platform's own steps would have given.
   *
   * @param folder an empty folder, which holds everything that Airflow writes
   */
  Airflow(Stack stack, Path root, Path folder) throws IOException {
    this.root = root;
    this.folder = folder;
    for (var component : Component.services()) {
      var name = "CLINICAL_" + component.name() + "_URL";
      environment.put(name, stack.address(component).toString());
    }
    var token = Files.writeString(folder.resolve("token"), stack.token());
    environment.put("CLINICAL_TOKEN_FILE", token.toString());
    logs = Files.createDirectories(folder.resolve("airflow/logs"));
    environment.put("AIRFLOW_HOME", logs.getParent().toString());
    finish(start("prepare", work()), new ArrayList<>());
  }

  private Path work() {
    return folder.resolve("work");
  }

  /** A file that a workflow put into the project's bucket. */
  Path bucket(String name) {
    return work().resolve("bucket").resolve(name);
  }

  /** Runs a plan and gives what became of each of its runs, by name. */
  Map<String, JsonNode> run(String plan) throws IOException {
    return run(plan, () -> {});
  }

  /**
   * Runs a plan that waits after its first result.
   *
   * @param repair what is done then
   */
  Map<String, JsonNode> run(String plan, Runnable repair) throws IOException {
    var results = new ArrayList<JsonNode>();
    var process = start("run", work(), plan);
    var told = logs.resolve("output-" + (outputs - 1) + ".stdout");
    try (var log = Files.newBufferedWriter(told)) {
      var lines = process.inputReader(StandardCharsets.UTF_8);
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith(RESULT)) {
          log.append(line).append('\n');
          continue;
        }
        results.add(JSON.readTree(line.substring(RESULT.length())));
        if (results.size() == 1) {
          repair.run();
          process.outputWriter().append('\n').flush();
        }
      }
    }
    finish(process, results);
    var byName = new LinkedHashMap<String, JsonNode>();
    results.forEach(result -> byName.put(result.path("name").asText(), result));
    return byName;
  }

  private Process start(String step, Path work, String... plan) throws IOException {
    var command = new ArrayList<String>();
    command.addAll(List.of(root.resolve("scripts/airflow.sh").toString(), step, work.toString()));
    command.addAll(List.of(plan));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().putAll(environment);
    return builder.redirectError(logs.resolve("output-" + outputs++ + ".log").toFile()).start();
  }

  private void finish(Process process, List<JsonNode> results) throws IOException {
    try {
      var code = process.waitFor();
      if (code != 0) {
        throw new AssertionError(
            "ended with " + code + " after " + results + "\n" + tail("output-" + (outputs - 1)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String tail(String name) throws IOException {
    var lines = Files.readAllLines(logs.resolve(name + ".log"));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** All that was logged, by file. */
  Map<String, String> logs() throws IOException {
    var all = new LinkedHashMap<String, String>();
    try (var files = Files.walk(logs)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        all.put(logs.relativize(file).toString(), text);
      }
    }
    return all;
  }
}
