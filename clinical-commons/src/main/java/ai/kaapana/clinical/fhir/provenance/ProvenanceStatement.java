package ai.kaapana.clinical.fhir.provenance;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * What a writer says of the origin of a patient's resources. The store makes one Provenance of it,
 * for just the resources that changed.
 *
 * @param activity what was done, a code of ours: {@code link}, {@code import}, {@code ingest}
 * @param component the writing service
 * @param version version of the software that wrote
 * @param onBehalfOf the user for whom a run was started, or null
 * @param sources what it was made from; order does not matter
 * @param details further facts as name and value, for example the run
 * @param recorded fixed when the unit was planned; the id does not depend on it
 */
public record ProvenanceStatement(
    String activity,
    String component,
    String version,
    @Nullable String onBehalfOf,
    List<Source> sources,
    List<Detail> details,
    Instant recorded) {

  private static final String AGENT_TYPE =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

  private static final Comparator<Source> BY_VALUE =
      Comparator.comparing(Source::system).thenComparing(Source::value);

  /** Something from which the resources were made. */
  public record Source(String system, String value, @Nullable String display) {}

  /** A fact that belongs to the origin and not to the resources. */
  public record Detail(String name, String value) {}

  /** A changed resource and the hash of what the writer states of it. */
  public record Target(String reference, String contentHash) {}

  public ProvenanceStatement {
    sources = List.copyOf(sources);
    details = List.copyOf(details);
  }

  /** The Provenance of the given targets. */
  public Provenance toFhir(List<Target> targets) {
    var sorted = targets.stream().sorted(Comparator.comparing(Target::reference)).toList();
    var result = new Provenance();
    result.setId(ResourceIds.of(IdSpace.PROVENANCE, named(sorted), stated()));
    sorted.forEach(target -> result.addTarget(new Reference(target.reference())));
    result.setRecordedElement(new InstantType(Date.from(recorded)));
    result.getActivity().addCoding(new Coding(Clinical.codeSystem("activity"), activity, null));
    var agent = result.addAgent();
    agent.getType().addCoding(new Coding(AGENT_TYPE, "assembler", null));
    agent.setWho(new Reference().setDisplay(component + " " + version));
    if (onBehalfOf != null) {
      agent.setOnBehalfOf(new Reference().setDisplay(onBehalfOf));
    }
    sources.stream().sorted(BY_VALUE).forEach(source -> addEntity(result, source));
    details.forEach(detail -> result.addExtension(extension(detail)));
    return result;
  }

  private static void addEntity(Provenance provenance, Source source) {
    var what =
        new Reference()
            .setIdentifier(new Identifier().setSystem(source.system()).setValue(source.value()));
    if (source.display() != null) {
      what.setDisplay(source.display());
    }
    provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(what);
  }

  private static Extension extension(Detail detail) {
    var result = new Extension(Clinical.extension("provenance-detail"));
    result.addExtension("name", new StringType(detail.name()));
    result.addExtension("value", new StringType(detail.value()));
    return result;
  }

  private static String named(List<Target> targets) {
    return targets.stream()
        .map(target -> target.reference() + "=" + target.contentHash())
        .collect(Collectors.joining(","));
  }

  /** Everything that is stated, without the time and the software build. */
  private String stated() {
    var from =
        sources.stream()
            .sorted(BY_VALUE)
            .map(s -> s.system() + "|" + s.value())
            .collect(Collectors.joining(","));
    return activity + ";" + component + ";" + from;
  }
}
