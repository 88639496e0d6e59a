package ai.kaapana.clinical.server.analytics.output;

import ai.kaapana.clinical.server.analytics.spec.CohortSpec;
import ai.kaapana.clinical.server.analytics.spec.Criterion;
import ai.kaapana.clinical.server.analytics.table.CohortResult;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a cohort as JSON. */
public final class CohortWriter {

  private CohortWriter() {}

  /** The cohort; its form is {@code docs/api/cohort-result.schema.json}. */
  public static ObjectNode json(CohortSpec spec, CohortResult cohort) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("snapshot", cohort.snapshot().toString());
    json.put("specHash", cohort.specHash());
    json.put("total", cohort.total());
    var steps = json.putArray("attrition");
    for (int i = 0; i < cohort.steps().size(); i++) {
      var step = steps.addObject();
      switch (spec.where().get(i)) {
        case Criterion.OfConcept concept -> step.put("concept", concept.concept());
        case Criterion.OfFeature feature -> step.put("feature", feature.feature());
      }
      step.put("alone", cohort.steps().get(i).alone());
      step.put("remaining", cohort.steps().get(i).remaining());
    }
    var patients = json.putArray("patients");
    cohort.members().forEach(member -> patients.add(member.patientId()));
    var studies = json.putArray("studies");
    cohort.studies().forEach(studies::add);
    var series = json.putArray("series");
    cohort.series().forEach(image -> series.add(image.seriesUid()));
    return json;
  }
}
