package ai.kaapana.clinical.fhir.code;

import ai.kaapana.clinical.fhir.Clinical;

/** URIs of the code systems in use. */
public final class CodeSystems {

  public static final String LOINC = "http://loinc.org";
  public static final String SNOMED_CT = "http://snomed.info/sct";
  public static final String UCUM = "http://unitsofmeasure.org";
  public static final String NCIT = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";
  public static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";

  /** ICD-O-3, topography and morphology. */
  public static final String ICD_O_3 = "http://terminology.hl7.org/CodeSystem/icd-o-3";

  /** TNM categories and stage groups of AJCC and UICC. */
  public static final String TNM = "http://cancerstaging.org";

  /** DICOM Controlled Terminology (PS3.16 Annex D). */
  public static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

  /** Image Biomarker Standardisation Initiative; the DICOM coding scheme UID of PS3.16. */
  public static final String IBSI = "urn:oid:1.2.840.10008.2.16.13";

  /** DICOM UIDs as identifier system (FHIR R4 ImagingStudy, notes). */
  public static final String DICOM_UID = "urn:dicom:uid";

  public static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  public static final String DATA_ABSENT_REASON =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  /** Identifier types of HL7 v2 table 0203 (MR, ACSN). */
  public static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";

  /** Our concepts: {@code tnm.T}, {@code lab:718-7}. */
  public static final String CONCEPT = Clinical.codeSystem("concept");

  /** Event, origin and endpoint of a survival time. */
  public static final String SURVIVAL = Clinical.codeSystem("survival");

  /** Names of datasets, as tag on every clinical fact. */
  public static final String DATASET = Clinical.codeSystem("dataset");

  /** Feature names of PyRadiomics, pre-coordinated with the image filter. */
  public static final String PYRADIOMICS = Clinical.codeSystem("pyradiomics");

  /** Feature names of MITK with their class, {@code First Order::Mean}; runs of blanks are one. */
  public static final String MITK = Clinical.codeSystem("mitk");

  /** Names in the statistics of TotalSegmentator. */
  public static final String TOTALSEGMENTATOR = Clinical.codeSystem("totalsegmentator");

  /** Stable codes of errors in OperationOutcome.issue.details. */
  public static final String ERROR = Clinical.codeSystem("error");

  private CodeSystems() {}
}
