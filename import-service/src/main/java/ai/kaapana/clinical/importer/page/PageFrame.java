package ai.kaapana.clinical.importer.page;

import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What is around the content of every page. */
@ControllerAdvice(annotations = PageController.class)
class PageFrame {
  private static final List<Link> LINKS =
      List.of(
          new Link("/", "Overview"),
          new Link("/imports", "Import"),
          new Link("/table", "Table"),
          new Link("/summary", "Table 1"),
          new Link("/survival", "Survival"),
          new Link("/access", "Access"));

  /** A part of the page. */
  record Link(String path, String title) {}

  /** A part of the page as this request shows it. */
  record Shown(String path, String title, boolean current) {}

  @ModelAttribute
  void frame(HttpServletRequest request, Model model) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    model.addAttribute(
        "navigation",
        LINKS.stream().map(link -> new Shown(link.path, link.title, at(path, link.path))).toList());
    model.addAttribute("user", Callers.find().map(Caller::name).orElse(""));
  }

  private static boolean at(String path, String link) {
    return link.equals("/")
        ? path.equals("/") || path.isEmpty() || path.startsWith("/patients")
        : path.equals(link) || path.startsWith(link + "/");
  }
}
