package ai.kaapana.clinical.importer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

class SameOriginTest {
  private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/imports");

  @PageController
  static class Page {
    public void post() {}
  }

  static class Api {
    public void post() {}
  }

  @Test
  void letsAFormOfThisPageThrough() throws Exception {
    request.addHeader("Sec-Fetch-Site", "same-origin");
    assertThat(passes(new Page())).isTrue();
  }

  @Test
  void refusesAFormOfAnotherSite() {
    request.addHeader("Sec-Fetch-Site", "cross-site");
    assertThatThrownBy(() -> passes(new Page())).isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesAFormOfAnotherPortOfThisHost() {
    request.setServerName("kaapana.example");
    request.setServerPort(443);
    request.addHeader("Origin", "https://kaapana.example:8443");
    assertThatThrownBy(() -> passes(new Page())).isInstanceOf(ProblemException.class);
  }

  @Test
  void anOlderBrowserProvesItselfByOrigin() throws Exception {
    request.setServerName("kaapana.example");
    request.setServerPort(443);
    request.addHeader("Origin", "https://kaapana.example");
    assertThat(passes(new Page())).isTrue();
  }

  @Test
  void refusesAChangeThatStatesNoOrigin() {
    assertThatThrownBy(() -> passes(new Page())).isInstanceOf(ProblemException.class);
  }

  @Test
  void leavesReadingAndTheRestRoutesAlone() throws Exception {
    assertThat(passes(new Api())).isTrue();
    request.setMethod("GET");
    assertThat(passes(new Page())).isTrue();
  }

  private boolean passes(Object controller) throws NoSuchMethodException {
    return new SameOrigin()
        .preHandle(request, new MockHttpServletResponse(), new HandlerMethod(controller, "post"));
  }
}
