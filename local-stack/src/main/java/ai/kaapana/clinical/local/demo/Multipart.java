package ai.kaapana.clinical.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A form with files (RFC 7578). */
final class Multipart {
  private final String boundary = "clinical-" + UUID.randomUUID();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart field(String name, String value) {
    part(
        "name=\"" + name + "\"",
        "text/plain; charset=UTF-8",
        value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Multipart file(String name, Path file) throws IOException {
    var disposition = "name=\"" + name + "\"; filename=\"" + file.getFileName() + "\"";
    part(disposition, "application/octet-stream", Files.readAllBytes(file));
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher publisher() {
    return BodyPublishers.concat(
        BodyPublishers.ofByteArray(body.toByteArray()),
        BodyPublishers.ofString("--" + boundary + "--\r\n"));
  }

  private void part(String disposition, String type, byte[] content) {
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\nContent-Type: "
                + type
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }
}
