package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.demo.DemoLoad;
import ai.kaapana.clinical.local.demo.Summary;
import ai.kaapana.clinical.local.postgres.Folders;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The launcher behind {@code ./demo}: starts the stack, loads the demo cohort, shows the joint
 * table, watches.
 */
public final class LocalStack {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration FOR_THE_END = Duration.ofSeconds(120);

  private final PrintStream out;
  private final Arguments arguments;

  private LocalStack(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /**
   * Runs until it is stopped by SIGINT or SIGTERM, or with {@code --once} until the table is shown.
   */
  public static void main(String[] arguments) {
    var finished = new AtomicBoolean();
    stopOnSignal(Thread.currentThread(), finished);
    int code = run(arguments);
    finished.set(true);
    System.exit(code);
  }

  /**
   * A signal interrupts the main thread, which then ends everything in order; the process waits for
   * that.
   */
  private static void stopOnSignal(Thread main, AtomicBoolean finished) {
    var hook =
        new Thread(
            () -> {
              if (finished.get()) {
                return;
              }
              main.interrupt();
              try {
                main.join(FOR_THE_END.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static int run(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      return new LocalStack(Arguments.parse(arguments), out).run();
    } catch (StackException e) {
      if (Thread.currentThread().isInterrupted()) {
        out.println("demo: stopped");
      } else {
        System.err.println("demo: " + e.getMessage());
      }
      return 1;
    } catch (IOException e) {
      System.err.println("demo: " + e.getMessage());
      return 1;
    }
  }

  private int run() throws IOException {
    var options =
        StackOptions.of(arguments.root(), arguments.data())
            .withReset(arguments.reset())
            .withPacs(arguments.pacs())
            .withPort(arguments.port())
            .withMessages(message -> out.println("demo: " + message));
    Summary summary;
    try (var stack = Stack.start(options)) {
      summary = new DemoLoad(stack, arguments.root().resolve("demo-cohort"), out).run();
      if (!arguments.once()) {
        out.println(summary.line());
        try (var gateway = stack.open(link -> keep(stack, link))) {
          out.println("demo: page         " + gateway.link() + " (opens once, in your browser)");
          return watch(stack);
        }
      }
    }
    // The last line is for machines, so it comes after everything else.
    out.println(summary.line());
    return 0;
  }

  /** Keeps the link of this moment where its owner alone can read it. */
  private static void keep(Stack stack, URI link) {
    var file = stack.data().resolve("page");
    try {
      Files.deleteIfExists(file);
      Folders.writePrivate(file, link + "\n");
    } catch (IOException e) {
      System.err.println("demo: " + file + " cannot be written: " + e.getMessage());
    }
  }

  /**
   * Reports what goes wrong until somebody stops us; a stack without one of its parts is of no use.
   */
  private int watch(Stack stack) {
    out.println("demo: running; stop it with Ctrl-C");
    var told = new HashSet<String>();
    while (!Thread.currentThread().isInterrupted()) {
      for (var trouble : stack.troubles()) {
        if (told.add(trouble)) {
          System.err.println("demo: " + trouble);
        }
        if (!stack.isComplete()) {
          return 1;
        }
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return 0;
  }
}
