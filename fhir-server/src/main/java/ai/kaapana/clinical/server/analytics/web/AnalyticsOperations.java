package ai.kaapana.clinical.server.analytics.web;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.RefusedException;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.output.CohortWriter;
import ai.kaapana.clinical.server.analytics.output.TableWriter;
import ai.kaapana.clinical.server.analytics.output.VariablesWriter;
import ai.kaapana.clinical.server.analytics.spec.SpecReader;
import ai.kaapana.clinical.server.analytics.store.SnapshotReader;
import ai.kaapana.clinical.server.analytics.table.Cohorts;
import ai.kaapana.clinical.server.analytics.table.JointTable;
import ai.kaapana.clinical.server.analytics.table.TableResult;
import ai.kaapana.clinical.server.analytics.table.Variables;
import ai.kaapana.clinical.server.analytics.table.ViewerLink;
import ai.kaapana.clinical.server.analytics.table.Wanted;
import ai.kaapana.clinical.server.rest.FhirOperationProvider;
import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code $joint-table}, {@code $variables} and {@code $cohort} below the FHIR endpoint, behind the
 * same checks as every read.
 *
 * <p>They take and give plain JSON or CSV, not Parameters: HAPI leaves request and answer to us.
 */
final class AnalyticsOperations implements FhirOperationProvider {

  /**
   * Rows of the answer, known before the first is written: a client that counts fewer lost some.
   */
  static final String ROW_COUNT = "X-Row-Count";

  private static final Logger LOG = LoggerFactory.getLogger(AnalyticsOperations.class);
  private static final String JSON = "application/json";
  private static final int WAIT_SECONDS = 60;

  private final SnapshotReader snapshots;
  private final ConceptLibrary library;
  private final JointTable jointTable;
  private final Cohorts cohorts;
  private final Variables variables;
  private final CohortStore store;
  private final Semaphore places;
  private final ObjectMapper json = new ObjectMapper();

  AnalyticsOperations(
      SnapshotReader snapshots,
      ConceptLibrary library,
      ViewerLink viewer,
      CohortStore store,
      int concurrent) {
    this.snapshots = snapshots;
    this.library = library;
    this.store = store;
    jointTable = new JointTable(library, viewer);
    cohorts = new Cohorts(library);
    variables = new Variables(library);
    places = new Semaphore(concurrent, true);
  }

  /** The joint table of a request in JSON. */
  @Operation(name = "$joint-table", manualRequest = true, manualResponse = true)
  public void jointTable(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    var servlet = request.getServletRequest();
    answer(
        () -> {
          var format =
              Negotiation.choose(servlet.getParameter("_format"), servlet.getHeader("Accept"));
          var spec = SpecReader.jointTable(body(request));
          var table = jointTable.compute(spec, snapshots.read(Wanted.by(spec, library)));
          log("joint_table", table);
          response.setStatus(HttpServletResponse.SC_OK);
          response.setContentType(format.contentType());
          response.setHeader(ROW_COUNT, Integer.toString(table.rows()));
          response.setHeader("Cache-Control", "no-store");
          TableWriter.write(table, format, response.getOutputStream());
        });
  }

  /** What the store holds. */
  @Operation(name = "$variables", idempotent = true, manualRequest = true, manualResponse = true)
  public void variables(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    answer(
        () ->
            write(
                response, VariablesWriter.json(variables.compute(snapshots.read(Selection.ALL)))));
  }

  /** The patients, studies and series that satisfy criteria; stored as Group and List if asked. */
  @Operation(name = "$cohort", manualRequest = true, manualResponse = true)
  public void cohort(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    answer(
        () -> {
          var spec = SpecReader.cohort(body(request));
          if (spec.store() != null && isNotebook()) {
            throw new Refusal(403, FhirServerCode.ACCESS_OPERATION);
          }
          var cohort = cohorts.compute(spec, snapshots.read(Wanted.by(spec, library)));
          var result = CohortWriter.json(spec, cohort);
          if (spec.store() != null) {
            var stored = store.store(spec.store(), cohort, request);
            result.put("group", stored.group());
            result.put("list", stored.list());
          }
          write(response, result);
        });
  }

  private static boolean isNotebook() {
    return Callers.find().filter(caller -> caller.kind() == Caller.Kind.NOTEBOOK).isPresent();
  }

  @FunctionalInterface
  private interface Answer {
    void give() throws IOException;
  }

  /** Only so many at a time: each holds its table in memory. */
  private void answer(Answer answer) throws IOException {
    if (!enter()) {
      throw new Refusal(503, FhirServerCode.UNAVAILABLE);
    }
    try {
      answer.give();
    } catch (RefusedException e) {
      throw new AnalyticsRefusal(e);
    } finally {
      places.release();
    }
  }

  private boolean enter() {
    try {
      return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String body(ServletRequestDetails request) {
    return new String(request.loadRequestContents(), StandardCharsets.UTF_8);
  }

  private void write(HttpServletResponse response, JsonNode body) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(JSON);
    response.setHeader("Cache-Control", "no-store");
    json.writeValue(response.getOutputStream(), body);
  }

  private static void log(String event, TableResult table) {
    LOG.atInfo()
        .addKeyValue("event", event)
        .addKeyValue("rows", table.rows())
        .addKeyValue("columns", table.columns().size())
        .addKeyValue("spec", table.specHash())
        .log("table computed");
  }
}
