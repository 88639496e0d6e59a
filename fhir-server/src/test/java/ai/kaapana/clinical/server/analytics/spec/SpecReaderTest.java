package ai.kaapana.clinical.server.analytics.spec;

import static ai.kaapana.clinical.server.analytics.table.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.RefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  private static JointTableSpec read(String json) {
    return SpecReader.jointTable(json.replace('\'', '"'));
  }

  @Test
  void readsEveryMember() {
    var spec =
        read(
            """
            {
              'rows': 'roi', 'anchor': 'imaging',
              'clinical': ['age', 'tnm.T',
                {'concept': 'lab:718-7', 'pick': 'closest', 'window': [-90, 30], 'unit': 'g/dL'}],
              'radiomics': {'features': ['original_*'], 'configuration': null,
                'roi': {'label': '(?i)tumou?r|gtv.*', 'creator': null, 'latest': true}, 'reduce': null},
              'imaging': ['modality', {'name': 'slice_thickness', 'pick': 'min'}],
              'survival': ['overall'],
              'where': [{'concept': 'tnm.group', 'in': ['IIIA', 'IIIB']},
                {'feature': 'original_shape_MeshVolume', 'gt': 10, 'unit': 'mL'}],
              'links': true
            }
            """);

    assertThat(spec.rows()).isEqualTo(RowLevel.ROI);
    assertThat(spec.anchor()).isEqualTo(new Anchor.Imaging());
    assertThat(spec.clinical())
        .contains(new ClinicalColumn("lab:718-7", Pick.CLOSEST, new Window(-90, 30), "g/dL"));
    assertThat(spec.radiomics().features()).containsExactly(FeaturePattern.of("original_*"));
    assertThat(spec.radiomics().roi().latest()).isTrue();
    assertThat(spec.imaging())
        .containsExactly(
            new ImagingColumn(ImagingAttribute.MODALITY, null),
            new ImagingColumn(ImagingAttribute.SLICE_THICKNESS, Pick.MIN));
    assertThat(spec.survival()).containsExactly("overall");
    assertThat(spec.where()).hasSize(2);
    assertThat(spec.links()).isTrue();
  }

  @Test
  void onlyTheLevelOfTheRowsMustBeGiven() {
    var spec = read("{'rows': 'patient'}");

    assertThat(spec.radiomics()).isEqualTo(Radiomics.NONE);
    assertThat(spec.links()).isFalse();
  }

  /** Requests that are wrong, each in one way. */
  static Stream<String> wrong() {
    return Stream.of(
        "{}",
        "[]",
        "{'rows': 'lesion'}",
        "{'rows': 'roi', 'Rows': 'roi'}",
        "{'rows': 'roi', 'anchor': 'study'}",
        "{'rows': 'roi', 'anchor': {'concept': 'x', 'pick': 'mean'}}",
        "{'rows': 'roi', 'clinical': 'age'}",
        "{'rows': 'roi', 'clinical': [1]}",
        "{'rows': 'roi', 'clinical': [{'pick': 'first'}]}",
        "{'rows': 'roi', 'clinical': [{'concept': 'x', 'windows': [0, 1]}]}",
        "{'rows': 'roi', 'clinical': [{'concept': 'x', 'window': [1, 0]}]}",
        "{'rows': 'roi', 'clinical': [{'concept': 'x', 'window': [0.5, 1]}]}",
        "{'rows': 'roi', 'clinical': [{'concept': 'x', 'window': ['-90d', 0]}]}",
        "{'rows': 'roi', 'clinical': [{'concept': 'x', 'pick': 'nearest'}]}",
        "{'rows': 'roi', 'radiomics': {'features': 'original_*'}}",
        "{'rows': 'roi', 'radiomics': {'reduce': 'median'}}",
        "{'rows': 'roi', 'radiomics': {'roi': {'label': '('}}}",
        "{'rows': 'roi', 'radiomics': {'roi': {'latest': 'yes'}}}",
        "{'rows': 'roi', 'imaging': ['kvp']}",
        "{'rows': 'roi', 'where': [{'concept': 'x'}]}",
        "{'rows': 'roi', 'where': [{'gt': 1}]}",
        "{'rows': 'roi', 'where': [{'concept': 'x', 'feature': 'y', 'gt': 1}]}",
        "{'rows': 'roi', 'where': [{'concept': 'x', 'gt': '1'}]}",
        "{'rows': 'roi', 'where': [{'concept': 'x', 'in': []}]}",
        "{'rows': 'roi', 'links': 1}");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatItDoesNotKnow(String json) {
    refusal(() -> read(json), AnalyticsCode.BAD_SPEC);
  }

  @Test
  void namesTheNearestMember() {
    var problem =
        refusal(
            () -> read("{'rows': 'roi', 'clinical': [{'concept': 'x', 'windows': [0, 1]}]}"),
            AnalyticsCode.BAD_SPEC);

    assertThat(problem.subject()).isEqualTo("unknown member clinical[0].windows");
    assertThat(problem.competing()).startsWith("window");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'rows': 'roi', 'rows': 'roi'}", "{'rows': 'roi'} x"})
  void whatIsNoJsonIsABadRequest(String json) {
    var refused = catchThrowableOfType(RefusedException.class, () -> read(json));

    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void twoSpellingsOfOneRequestHaveOneHash() {
    var hash = read("{'rows': 'roi', 'links': true, 'anchor': null}").hash();

    assertThat(read("{'links': true,\n'rows': 'roi'}").hash()).isEqualTo(hash);
    assertThat(read("{'links': false, 'rows': 'roi'}").hash()).isNotEqualTo(hash);
  }

  @Test
  void aCohortHasNoColumns() {
    refusal(
        () -> SpecReader.cohort("{\"radiomics\": {\"features\": [\"*\"]}}"),
        AnalyticsCode.BAD_SPEC);
    assertThat(SpecReader.cohort("{\"store\": {\"name\": \"stage3\"}}").store())
        .isEqualTo("stage3");
  }
}
