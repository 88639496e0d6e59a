package ai.kaapana.clinical.radiomics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Result files in the forms that Kaapana's workflows write, with their oddities. */
public final class StockFiles {

  public static final String NAMESPACE = "https://www.mitk.org/Phenotyping";
  public static final String OLD_NAMESPACE = "http://www.mitk.org/Phenotyping";
  public static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  /** Features by class and name, values in six digits as MITK writes them. */
  public static final Map<String, String> FEATURES = features();

  private static final String FOLDER = "/data/run-1/batch/";

  private StockFiles() {}

  private static Map<String, String> features() {
    var result = new LinkedHashMap<String, String>();
    result.put("First Order::Mean", "-12.3457");
    result.put("First Order::10th Percentile", "1.05065e+06");
    result.put("First Order Numeric::Uniformtiy", "nan");
    result.put("Volumetric Features::Volume (mesh based)", "1234.5");
    result.put("Morphological Density::Volume Moran's I index", "0.0397");
    result.put("Co-occurenced Based Features::Overall Contrast", "5.118");
    result.put("Co-occurenced Based Features::Mean Contrast", "inf");
    result.put("Run Length::Short run low grey level emphasis  Std.", "-nan");
    return result;
  }

  /** First order features alone, as the form of the workflow yields them unchanged. */
  public static Map<String, String> firstOrder() {
    var result = new LinkedHashMap<String, String>();
    result.put("First Order::Mean", "2.15");
    result.put("First Order::Energy", "567");
    return result;
  }

  /**
   * MITK's XML.
   *
   * @param mask name of the mask without ending
   */
  public static String xml(
      String namespace, String folder, String series, String mask, Map<String, String> features) {
    return xml(
        namespace,
        folder,
        series,
        mask,
        features,
        "<mp:parameter name=\"bins\">256</mp:parameter>");
  }

  private static String xml(
      String namespace,
      String folder,
      String series,
      String mask,
      Map<String, String> features,
      String setting) {
    return """
        <?xml version="1.0" encoding="UTF-8" ?>
        <mp:measurement xmlns:mp="%s">
          <mp:measurementMethod>
            <mp:name>CLGlobalImageFeatures</mp:name>
            <mp:version>Version: 1.23(mitk: 2025.08.00)</mp:version>
          </mp:measurementMethod>
          <mp:image>
            <mp:seriesInstanceUID>%s</mp:seriesInstanceUID>
            <mp:filePath>%s</mp:filePath>
            <mp:sopInstanceUIDs><mp:sopInstanceUID z="0" t="0">1.9.1</mp:sopInstanceUID></mp:sopInstanceUIDs>
          </mp:image>
          <mp:mask>
            <mp:filePath>%s</mp:filePath>
          </mp:mask>
          <mp:generationDate>20260101</mp:generationDate>
          <mp:pipelineUID></mp:pipelineUID>
          <mp:parameters>
            <mp:parameter name="all-features">1</mp:parameter>
            <mp:parameter name="image">/in/patient-name/img.nrrd</mp:parameter>
            <mp:parameter name="xml-output">/out/x.xml</mp:parameter>
          </mp:parameters>
          <mp:features>
        %s
          </mp:features>
          <mp:featureSettings>
            <mp:featureSetting name="fo">%s</mp:featureSetting>
          </mp:featureSettings>
        </mp:measurement>
        """
        .formatted(
            namespace,
            series,
            FOLDER + folder + "/dcm-converter/" + series + ".nrrd",
            FOLDER + folder + "/masks/" + mask + ".nrrd",
            features.entrySet().stream()
                .map(feature -> element(feature.getKey(), feature.getValue()))
                .collect(Collectors.joining("\n")),
            setting);
  }

  private static String element(String name, String value) {
    var cut = name.indexOf("::");
    return "    <mp:feature name=\"%s\" version=\"1\" class=\"%s\" setting=\"fo\">%s</mp:feature>"
        .formatted(name.substring(cut + 2).replace("'", "&apos;"), name.substring(0, cut), value);
  }

  /** What the workflow writes beside the XML under the ending json: no declaration, indented. */
  public static String copy(String xml) {
    return xml.substring(xml.indexOf('\n') + 1);
  }

  /** Header of MITK's CSV; a semicolon follows the last cell too. */
  public static String header(Map<String, String> features) {
    return "SoftwareVersion;Patient;Image;Segmentation;SliceNumber;"
        + String.join(";", features.keySet())
        + ";EndOfMeasurement;\n";
  }

  /** A row of MITK's CSV. */
  public static String row(
      String folder, String series, String mask, String slice, Map<String, String> features) {
    return String.join(
            ";",
            REVISION,
            FOLDER + folder + "/dcm-converter",
            series + ".nrrd",
            mask,
            slice,
            String.join(";", features.values()),
            "EndOfMeasurement")
        + ";\n";
  }

  /** A member of the file of Kaapana's PyRadiomics operator. */
  public static String operator(String mask, boolean failed) {
    var zeros =
        """
        "%s": {"shape_MeshVolume": 0.0, "firstorder_Mean": 0.0, "glcm_Contrast": 0.0}""";
    var values =
        """
        "%s": {"shape_MeshVolume": 16147.5118, "firstorder_Mean": -30.2501}""";
    return (failed ? zeros : values).formatted(mask);
  }
}
