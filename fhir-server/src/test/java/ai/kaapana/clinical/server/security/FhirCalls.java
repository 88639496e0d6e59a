package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import ai.kaapana.clinical.testing.auth.AuthMatrix;
import ai.kaapana.clinical.testing.auth.MatrixCaller;
import ai.kaapana.clinical.testing.auth.MatrixTokens;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;

/** Does at the FHIR endpoint what a line of the table says, as somebody. */
final class FhirCalls implements AuthMatrix.Probe {

  private static final String PATIENT_ID = "MATRIX-" + UUID.randomUUID();
  private static final String AUTHOR = "matrix-author";
  private static final String EMPTY = "{\"where\": []}";
  private static final String STORED = "{\"where\": [], \"store\": {\"name\": \"matrix\"}}";

  private final TestServer server;
  private final MatrixTokens tokens;

  FhirCalls(TestServer server, MatrixTokens tokens) {
    this.server = server;
    this.tokens = tokens;
    server.linker().put(Examples.patient(PATIENT_ID));
  }

  @Override
  public int status(String route, MatrixCaller caller) {
    var words = route.split(" ");
    var client = tokens.of(caller).map(server::bearer).orElseGet(server::anonymous);
    return switch (words[0]) {
      case "metadata" -> client.get("/metadata").status();
      case "next" -> client.get("?_getpages=" + UUID.randomUUID()).status();
      case "transaction" -> client.post(new Bundle().setType(BundleType.TRANSACTION)).status();
      case "batch" -> client.post(new Bundle().setType(BundleType.BATCH)).status();
      case "read" -> client.get("/" + words[1] + "/1").status();
      case "vread" -> client.get("/" + words[1] + "/1/_history/1").status();
      case "history-instance" -> client.get("/" + words[1] + "/1/_history").status();
      case "search-type" -> client.get("/" + words[1] + "?_count=1").status();
      case "update" -> client.put(target(route, words)).status();
      case "delete" -> client.delete(existing(route, words)).status();
      case "$variables" -> client.get("/$variables").status();
      case "$cohort" -> json(client, "/$cohort", words.length > 1 ? STORED : EMPTY);
      case "$joint-table" -> json(client, "/$joint-table", "{\"rows\": \"patient\"}");
      default -> throw new IllegalArgumentException("no call for the line " + route);
    };
  }

  private static int json(FhirClient client, String path, String body) {
    return client.send("POST", path, body, "Content-Type", "application/json").status();
  }

  /** A resource that is new, or what another person stored, changed. */
  private Resource target(String route, String[] words) {
    if (words.length == 2) {
      return unowned(words[1]);
    }
    if (words[1].equals("Provenance")) {
      var space = IdSpace.valueOf(words[3]);
      var about = stored(example(space), client(space, MatrixTokens.MEMBER));
      return Examples.provenance(UUID.randomUUID().toString(), about);
    }
    var resource = example(IdSpace.valueOf(words[2]));
    return route.endsWith(FhirRoutes.FOREIGN)
        ? stored(resource, server.person(AUTHOR)).copy().setLanguage("en")
        : resource;
  }

  /** A type that nobody writes. */
  private static Resource unowned(String type) {
    var resource = (Resource) FhirContext.forR4Cached().getResourceDefinition(type).newInstance();
    resource.setId("matrix");
    return resource;
  }

  private Resource existing(String route, String[] words) {
    var resource = target(route, words);
    if (words.length == 2) {
      // only the server itself can
      server
          .bean(DaoRegistry.class)
          .getResourceDao(resource)
          .update(resource, new SystemRequestDetails());
      return resource;
    }
    var space = IdSpace.valueOf(words[1].equals("Provenance") ? words[3] : words[2]);
    var author = route.endsWith(FhirRoutes.FOREIGN) ? AUTHOR : MatrixTokens.MEMBER;
    return stored(resource, client(space, author));
  }

  private FhirClient client(IdSpace space, String person) {
    return switch (space.owner()) {
      case CALLER -> server.person(person);
      case SHARED -> server.linker();
      default -> server.service(space.owner().component());
    };
  }

  private static Resource stored(Resource resource, FhirClient owner) {
    var answer = owner.put(resource);
    if (answer.status() >= 400) {
      throw new IllegalStateException(
          "%s cannot be stored: %s".formatted(resource.fhirType(), answer.body()));
    }
    return resource;
  }

  private static Resource example(IdSpace space) {
    var unique = UUID.randomUUID().toString();
    var value = space == IdSpace.STUDY ? "urn:oid:1.3." + (unique.hashCode() & 0x7fffffff) : unique;
    return Examples.of(space, PATIENT_ID, value);
  }
}
