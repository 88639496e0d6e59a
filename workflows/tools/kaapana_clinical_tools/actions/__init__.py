"""All actions by name."""

from kaapana_clinical_tools.action import Action
from kaapana_clinical_tools.actions import (
    dicom_link,
    fhir_query,
    fhir_wait,
    import_clinical_data,
    radiomics_to_fhir,
)

ACTIONS: dict[str, Action] = {
    module.ACTION.name: module.ACTION
    for module in (dicom_link, fhir_query, fhir_wait, import_clinical_data, radiomics_to_fhir)
}
