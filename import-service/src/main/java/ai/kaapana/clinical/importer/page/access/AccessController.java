package ai.kaapana.clinical.importer.page.access;

import ai.kaapana.clinical.importer.page.PageController;
import ai.kaapana.clinical.importer.page.access.NotebookTokens.Issued;
import ai.kaapana.clinical.service.config.FhirProperties;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tokens for notebooks: list, issue, revoke. */
@PageController
@RequestMapping("/access")
class AccessController {
  private static final List<Integer> HOURS = List.of(1, 2, 4, 8);
  private static final int LONGEST_LABEL = 100;
  private final NotebookTokens tokens;
  private final FhirProperties fhir;

  AccessController(NotebookTokens tokens, FhirProperties fhir) {
    this.tokens = tokens;
    this.fhir = fhir;
  }

  @GetMapping
  String list(Model model) {
    var known = tokens.list();
    model.addAttribute("offered", known.isPresent());
    model.addAttribute("tokens", known.orElse(List.of()));
    model.addAttribute("hours", HOURS);
    // Notebooks run where the services do, so what this service uses is their address too.
    model.addAttribute("fhir", fhir.baseUrl());
    return "access";
  }

  // No redirect: the token is shown in this one answer and kept nowhere.
  @PostMapping
  String issue(@RequestParam int hours, @RequestParam String label, Model model) {
    if (!HOURS.contains(hours) || label.length() > LONGEST_LABEL) {
      throw new ProblemException(
          CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "hours, label");
    }
    Issued issued = tokens.issue(hours, label.isBlank() ? "JupyterLab" : label.strip());
    model.addAttribute("issued", issued);
    return list(model);
  }

  @PostMapping("/revoke")
  String revoke(@RequestParam String id) {
    tokens.revoke(id);
    return "redirect:/access";
  }
}
