package ai.kaapana.clinical.testing;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Accepts every code of the listed systems, because their content is not at hand. */
final class ListedCodeSystems implements IValidationSupport {

  private final FhirContext context;
  private final Predicate<String> listed;

  ListedCodeSystems(FhirContext context, Predicate<String> listed) {
    this.context = context;
    this.listed = listed;
  }

  @Override
  public FhirContext getFhirContext() {
    return context;
  }

  @Override
  public boolean isCodeSystemSupported(ValidationSupportContext support, @Nullable String system) {
    return system != null && listed.test(system);
  }

  @Override
  public @Nullable CodeValidationResult validateCode(
      ValidationSupportContext support,
      ConceptValidationOptions options,
      @Nullable String system,
      String code,
      @Nullable String display,
      @Nullable String valueSetUrl) {
    // only codes as such: whether a code belongs to a value set is for the others to say
    if (system == null || !listed.test(system) || valueSetUrl != null) {
      return null;
    }
    return new CodeValidationResult().setCode(code).setDisplay(display);
  }
}
