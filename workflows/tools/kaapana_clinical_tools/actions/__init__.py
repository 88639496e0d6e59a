"""All actions by name."""

from kaapana_clinical_tools.action import Action
from kaapana_clinical_tools.actions import (
    clinical_for_batch,
    cohort_select,
    dicom_link,
    extract_radiomics,
    fhir_query,
    fhir_retrieve,
    fhir_store,
    fhir_wait,
    import_clinical_data,
    install_notebooks,
    joint_analysis,
    radiomics_to_fhir,
    results_to_fhir,
)

MODULES = (
    clinical_for_batch,
    cohort_select,
    dicom_link,
    extract_radiomics,
    fhir_query,
    fhir_retrieve,
    fhir_store,
    fhir_wait,
    import_clinical_data,
    install_notebooks,
    joint_analysis,
    radiomics_to_fhir,
    results_to_fhir,
)
ACTIONS: dict[str, Action] = {module.ACTION.name: module.ACTION for module in MODULES}
