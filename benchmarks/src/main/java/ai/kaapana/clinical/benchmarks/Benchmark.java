package ai.kaapana.clinical.benchmarks;

import java.io.IOException;

/** One measurement on a stack of its own. */
@FunctionalInterface
interface Benchmark {

  Report run(Settings settings) throws IOException;
}
