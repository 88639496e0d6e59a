package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.feature.Extraction;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.ingest.Unit.Details;
import ai.kaapana.clinical.radiomics.ingest.Unit.Note;
import ai.kaapana.clinical.radiomics.reader.FeatureValue;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.util.ArrayList;

/** Says which features of a row are no numbers, and which are odd. */
final class Notes {

  private final FeatureCatalogue catalogue;

  Notes(FeatureCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  Details of(RoiResult result, ExtractorConfiguration configuration) {
    var rejected = new ArrayList<Note>();
    var warnings = new ArrayList<Note>();
    if (result.failed()) {
      var issue = result.empty() ? RadiomicsIssue.ROI_FAILED : RadiomicsIssue.ROI_ZERO_VECTOR;
      warnings.add(new Note("", issue.code()));
      return new Details(rejected, warnings);
    }
    if (result.firstOrderOnly()) {
      warnings.add(new Note("", RadiomicsIssue.CONFIGURATION_FIRST_ORDER_ONLY.code()));
    }
    var extraction = new Extraction("", configuration.normalized(), configuration.shifted());
    for (var measurement : result.measurements()) {
      var column = measurement.name().column();
      if (measurement.value() instanceof FeatureValue.Absent absent) {
        rejected.add(new Note(column, absent.reason().code()));
      }
      odd(measurement, extraction, warnings);
    }
    return new Details(rejected, warnings);
  }

  private void odd(Measurement measurement, Extraction extraction, ArrayList<Note> warnings) {
    var coded = catalogue.code(measurement.name(), extraction);
    var column = measurement.name().column();
    if (coded.entry().isEmpty()) {
      warnings.add(new Note(column, RadiomicsIssue.FEATURE_UNKNOWN.code()));
    }
    if (measurement.value() instanceof FeatureValue.Number number
        && !coded.plausible(number.value())) {
      warnings.add(new Note(column, RadiomicsIssue.FEATURE_IMPLAUSIBLE.code()));
    }
  }
}
