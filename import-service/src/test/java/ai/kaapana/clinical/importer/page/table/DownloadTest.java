package ai.kaapana.clinical.importer.page.table;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import ai.kaapana.clinical.importer.page.PageProperties;
import ai.kaapana.clinical.importer.page.store.SisterProperties;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.service.config.FhirProperties;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The download, with a small HTTP server as the store. */
class DownloadTest {

  @Test
  void givesTheTableAsItCameWithItsNumberOfRows() throws Exception {
    var csv = "patient_id,age\r\np1,61.5\r\n";
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/fhir/$joint-table",
        exchange -> {
          exchange.getResponseHeaders().set("X-Row-Count", "1");
          var body = csv.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      var fhir = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
      var none =
          new SisterProperties(
              new SisterProperties.Linker(null), new SisterProperties.Radiomics(null));
      var tables = new Tables(new Sisters(new FhirProperties(fhir), none));
      var page = new PageProperties(null, "clinical/tables");
      var handover = new Handover(tables, Optional.empty(), page, Clock.systemUTC());
      MockMvcBuilders.standaloneSetup(new TableController(tables, page, handover))
          .build()
          .perform(post("/table/csv").param("clinical", "age"))
          .andExpect(status().isOk())
          .andExpect(content().string(csv))
          .andExpect(header().string("X-Row-Count", "1"))
          .andExpect(
              header().string("Content-Disposition", "attachment; filename=\"patient-table.csv\""));
    } finally {
      server.stop(0);
    }
  }
}
