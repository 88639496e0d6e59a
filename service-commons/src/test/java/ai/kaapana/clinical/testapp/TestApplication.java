package ai.kaapana.clinical.testapp;

import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import ai.kaapana.clinical.service.auth.RouteRule;
import ai.kaapana.clinical.service.auth.RouteRules;
import jakarta.validation.constraints.Max;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A service with a few routes, on which the tests try what every service has. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(TestApplication.Routes.class)
public class TestApplication {

  /** Starts the application without a database; {@code settings} are {@code key=value}. */
  public static ConfigurableApplicationContext start(List<String> settings) {
    SpringApplication application = new SpringApplication(TestApplication.class);
    application.setRegisterShutdownHook(false);
    return application.run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }

  @Bean
  RouteRules rules() {
    return () ->
        List.of(
            RouteRule.admins(null, "/admin/**"),
            RouteRule.peopleAnd(HttpMethod.POST, "/shared/**", "dicom-linker"));
  }

  /** A body of a request. */
  public record Body(int number) {}

  @RestController
  static class Routes {

    @GetMapping("/whoami")
    Caller whoami() {
      return Callers.current();
    }

    @GetMapping("/admin/state")
    String admin() {
      return "for admins";
    }

    @PostMapping("/write")
    String write(@RequestBody(required = false) Body body) {
      return "written";
    }

    @PostMapping("/shared/write")
    String shared() {
      return "written";
    }

    @PostMapping("/upload")
    long upload(@RequestParam("file") MultipartFile file) {
      return file.getSize();
    }

    @GetMapping("/limited")
    int limited(@RequestParam @Max(10) int limit) {
      return limit;
    }

    @GetMapping("/fails/{value}")
    String fails(@PathVariable String value) {
      throw new IllegalArgumentException("cannot parse " + value);
    }

    @GetMapping("/link")
    String link() {
      return ServletUriComponentsBuilder.fromCurrentContextPath().path("/next").toUriString();
    }

    @GetMapping("/stream")
    StreamingResponseBody stream() {
      String name = Callers.current().name();
      return out -> out.write(name.getBytes(StandardCharsets.UTF_8));
    }
  }
}
