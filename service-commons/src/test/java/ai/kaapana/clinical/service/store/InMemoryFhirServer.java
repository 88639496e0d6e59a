package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** As much of a FHIR server as the store client needs, with faults that can be scripted. */
final class InMemoryFhirServer implements AutoCloseable {

  /** An answer in place of the real one. */
  record Fault(int status, String contentType, String body) {}

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final HttpServer server;
  private final Map<String, List<Resource>> history = new ConcurrentHashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Set<String> refused = new HashSet<>();
  final List<Bundle> transactions = new ArrayList<>();
  private Runnable beforeTransaction = () -> {};

  InMemoryFhirServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/fhir", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
  }

  synchronized void failNext(int status, String contentType, String body) {
    faults.add(new Fault(status, contentType, body));
  }

  synchronized void refuse(String reference) {
    refused.add(reference);
  }

  synchronized void beforeNextTransaction(Runnable action) {
    beforeTransaction = action;
  }

  /** Writes past the client, as another feeder would. */
  synchronized void store(Resource resource) {
    var versions = history.computeIfAbsent(UnitPlan.reference(resource), r -> new ArrayList<>());
    var copy = resource.copy();
    copy.getMeta().setVersionId(String.valueOf(versions.size() + 1));
    versions.add(copy);
  }

  synchronized Resource current(String reference) {
    var versions = history.getOrDefault(reference, List.of());
    return versions.isEmpty() ? null : versions.get(versions.size() - 1);
  }

  synchronized int versions(String reference) {
    return history.getOrDefault(reference, List.of()).size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      var fault = faults.poll();
      if (fault != null) {
        answer(exchange, fault.status(), fault.contentType(), fault.body());
        return;
      }
      var path = exchange.getRequestURI().getPath().substring("/fhir".length());
      if (path.endsWith("/_search")) {
        answer(exchange, 200, search(path.split("/")[1], body));
      } else if (exchange.getRequestMethod().equals("POST")) {
        transaction(exchange, fhir.newJsonParser().parseResource(Bundle.class, body));
      } else {
        var found = read(path.substring(1));
        answer(exchange, found == null ? 404 : 200, found == null ? error("fhir/gone") : found);
      }
    }
  }

  private Resource read(String path) {
    var parts = path.split("/_history/");
    var versions = history.getOrDefault(parts[0], List.of());
    return parts.length == 1 ? current(path) : versions.get(Integer.parseInt(parts[1]) - 1);
  }

  private Bundle search(String type, String form) {
    var result = new Bundle().setType(BundleType.SEARCHSET);
    for (var parameter : form.split("&")) {
      if (parameter.startsWith("_id=")) {
        var ids = URLDecoder.decode(parameter.substring(4), StandardCharsets.UTF_8).split(",");
        for (var id : ids) {
          var found = current(type + "/" + id);
          if (found != null) {
            result.addEntry().setResource(found);
          }
        }
      }
    }
    return result;
  }

  private void transaction(HttpExchange exchange, Bundle request) throws IOException {
    beforeTransaction.run();
    beforeTransaction = () -> {};
    transactions.add(request);
    for (var entry : request.getEntry()) {
      var problem = problem(entry);
      if (problem != 0) {
        answer(exchange, problem, error("fhir/test"));
        return;
      }
    }
    var response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    request.getEntry().forEach(entry -> response.addEntry(apply(entry)));
    answer(exchange, 200, response);
  }

  private int problem(BundleEntryComponent entry) {
    var reference = entry.getRequest().getUrl();
    var current = current(reference);
    if (refused.contains(reference)) {
      return 422;
    }
    var ifMatch = entry.getRequest().getIfMatch();
    if (ifMatch != null) {
      return ifMatch.equals("W/\"" + current.getMeta().getVersionId() + "\"") ? 0 : 412;
    }
    boolean changes = entry.getRequest().getMethod() == HTTPVerb.PUT && current != null;
    return reference.startsWith("Patient/") && changes ? 428 : 0;
  }

  private BundleEntryComponent apply(BundleEntryComponent entry) {
    var result = new BundleEntryComponent();
    var reference = entry.getRequest().getUrl();
    if (entry.getRequest().getMethod() == HTTPVerb.DELETE) {
      history.computeIfPresent(reference, (r, versions) -> deleted(versions));
      result.getResponse().setStatus("204 No Content");
      return result;
    }
    var before = current(reference);
    if (before != null && Canonical.of(before).equals(Canonical.of(entry.getResource()))) {
      var outcome = new OperationOutcome();
      outcome.addIssue().getDetails().addCoding().setCode("SUCCESSFUL_UPDATE_NO_CHANGE");
      result.getResponse().setStatus("200 OK").setOutcome(outcome);
    } else {
      store(entry.getResource());
      result.getResponse().setStatus(before == null ? "201 Created" : "200 OK");
    }
    var version = current(reference).getMeta().getVersionId();
    result.getResponse().setLocation(new IdType(reference + "/_history/" + version).getValue());
    return result;
  }

  // A deletion is a version of its own, without content.
  private static List<Resource> deleted(List<Resource> versions) {
    var result = new ArrayList<>(versions);
    result.add(null);
    return result;
  }

  private static OperationOutcome error(String code) {
    var outcome = new OperationOutcome();
    outcome.addIssue().getDetails().addCoding().setSystem(CodeSystems.ERROR).setCode(code);
    return outcome;
  }

  private void answer(HttpExchange exchange, int status, Resource body) throws IOException {
    answer(
        exchange,
        status,
        "application/fhir+json",
        fhir.newJsonParser().encodeResourceToString(body));
  }

  private static void answer(HttpExchange exchange, int status, String contentType, String body) {
    try (exchange) {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
