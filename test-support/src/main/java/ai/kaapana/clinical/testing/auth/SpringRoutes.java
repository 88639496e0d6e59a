package ai.kaapana.clinical.testing.auth;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * The routes that a running service really has, as {@code METHOD pattern}: those of controllers, of
 * the actuator, of static files and of servlets of their own; {@code ANY} where a route takes every
 * method.
 */
public final class SpringRoutes {

  /** A path that no service has: what holds for it holds for whatever is forgotten. */
  public static final String UNKNOWN = "GET /no-such-route";

  private static final String ANY = "ANY";
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private SpringRoutes() {}

  /** All of them, and {@link #UNKNOWN}. */
  public static Set<String> of(WebApplicationContext service) {
    var routes = new TreeSet<String>();
    for (var mapping : service.getBeansOfType(HandlerMapping.class).values()) {
      switch (mapping) {
        case RequestMappingInfoHandlerMapping methods ->
            methods.getHandlerMethods().keySet().forEach(info -> add(routes, info));
        case AbstractUrlHandlerMapping urls ->
            urls.getHandlerMap().keySet().forEach(pattern -> routes.add("GET " + pattern));
        case RouterFunctionMapping functions -> {
          if (functions.getRouterFunction() != null) {
            throw new IllegalStateException("routes of functions cannot be counted");
          }
        }
        default -> {
          // the mappings of the framework that are left have no routes of their own
        }
      }
    }
    addServlets(routes, service);
    addFiles(routes);
    routes.add(UNKNOWN);
    return routes;
  }

  private static void add(Set<String> routes, RequestMappingInfo info) {
    for (var pattern : info.getPatternValues()) {
      var path = pattern.isEmpty() ? "/" : pattern;
      var methods = info.getMethodsCondition().getMethods();
      methods.forEach(method -> routes.add(method.name() + " " + path));
      if (methods.isEmpty()) {
        routes.add(ANY + " " + path);
      }
    }
  }

  private static void addServlets(Set<String> routes, WebApplicationContext service) {
    for (var servlet : service.getBeansOfType(ServletRegistrationBean.class).values()) {
      var mappings = new TreeSet<String>(servlet.getUrlMappings());
      // the dispatcher, whose routes are above
      mappings.remove("/");
      for (var mapping : mappings) {
        methods(servlet.getServlet()).forEach(method -> routes.add(method + " " + mapping));
      }
    }
  }

  /** All of them where the servlet tells them apart itself. */
  private static Set<String> methods(Servlet servlet) {
    var own = Arrays.stream(servlet.getClass().getDeclaredMethods()).map(Method::getName).toList();
    return own.contains("service")
        ? METHODS
        : METHODS.stream()
            .filter(
                method ->
                    own.contains(
                        "do" + method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT)))
            .collect(Collectors.toSet());
  }

  private static void addFiles(Set<String> routes) {
    try {
      for (var file :
          new PathMatchingResourcePatternResolver().getResources("classpath*:/static/**/*.*")) {
        var path = file.getURL().getPath();
        routes.add("GET " + path.substring(path.lastIndexOf("/static/") + "/static".length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
