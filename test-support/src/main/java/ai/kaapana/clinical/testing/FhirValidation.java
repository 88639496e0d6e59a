package ai.kaapana.clinical.testing;

import ai.kaapana.clinical.fhir.Clinical;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * The FHIR validator over the base profiles of R4. Errors and fatal findings fail. Code systems
 * whose content is not available offline are accepted only if they are listed here; a system that
 * is not listed is an error, so that a misspelt one is found.
 */
public final class FhirValidation {

  /** Published code systems that the validator does not carry. */
  private static final Set<String> LISTED =
      Set.of(
          "http://loinc.org",
          "http://snomed.info/sct",
          "http://dicom.nema.org/resources/ontology/DCM",
          "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
          "http://ncimeta.nci.nih.gov",
          "http://terminology.hl7.org/CodeSystem/icd-o-3",
          "http://hl7.org/fhir/sid/icd-10",
          "http://hl7.org/fhir/sid/icd-10-cm",
          "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
          "http://cancerstaging.org",
          "https://www.uicc.org/resources/tnm",
          "https://radlex.org",
          "http://radlex.org",
          "https://ibsi.radiomics.hevs.ch",
          "https://theibsi.github.io");

  /** The validator only warns of a code system that it does not know. */
  private static final String UNKNOWN_CODE_SYSTEM = "Terminology_PassThrough_TX_Message";

  private static final FhirValidator VALIDATOR = validator();

  private FhirValidation() {}

  private static FhirValidator validator() {
    FhirContext context = FhirContext.forR4Cached();
    ValidationSupportChain chain =
        new ValidationSupportChain(
            new ListedCodeSystems(context, FhirValidation::listed),
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context));
    FhirInstanceValidator instances = new FhirInstanceValidator(chain);
    instances.setAnyExtensionsAllowed(true);
    return context.newValidator().registerValidatorModule(instances);
  }

  private static boolean listed(String system) {
    return LISTED.contains(system)
        || system.startsWith(Clinical.BASE + "/CodeSystem/")
        || system.startsWith("urn:oid:");
  }

  /** The errors and fatal findings of a resource, each with its place; empty = valid. */
  public static List<String> errors(String json) {
    return VALIDATOR.validateWithResult(json).getMessages().stream()
        .filter(FhirValidation::counts)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  private static boolean counts(SingleValidationMessage message) {
    return message.getSeverity() == ResultSeverityEnum.ERROR
        || message.getSeverity() == ResultSeverityEnum.FATAL
        || UNKNOWN_CODE_SYSTEM.equals(message.getMessageId());
  }

  /** Fails with the errors of a resource unless it is valid. */
  public static void assertValid(String name, String json) {
    List<String> errors = errors(json);
    if (!errors.isEmpty()) {
      throw new AssertionError(name + " is not valid:\n" + String.join("\n", errors));
    }
  }

  /** Fails with the errors of a resource unless it is valid. */
  public static void assertValid(IBaseResource resource) {
    String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    assertValid(resource.fhirType(), json);
  }

  /** Fails unless every {@code .json} file below a folder is valid, and there is at least one. */
  public static void assertAllValid(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      if (all.isEmpty()) {
        throw new AssertionError("no files to validate below " + folder);
      }
      for (Path file : all) {
        assertValid(
            folder.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("files not read", e);
    }
  }
}
