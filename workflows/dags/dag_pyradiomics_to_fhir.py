"""PyRadiomics of segmentations with a parameter file, stored in FHIR."""

from airflow.models import DAG

from clinical_data_operators.ExtractRadiomicsOperator import ExtractRadiomicsOperator
from clinical_data_operators.RadiomicsToFhirOperator import RadiomicsToFhirOperator
from clinical_data_operators.workflow import SEGMENTATIONS, text, workflow
from kaapana.operators.DcmConverterOperator import DcmConverterOperator
from kaapana.operators.GetInputOperator import GetInputOperator
from kaapana.operators.GetRefSeriesOperator import GetRefSeriesOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.Mask2nifitiOperator import Mask2nifitiOperator

# The full set of docs/workflows.md; a table asks for it by the name of the configuration.
PARAMETERS = (
    '{"imageType": {"Original": {}},'
    ' "featureClass": {"shape": null, "firstorder": null, "glcm": null, "glrlm": null,'
    ' "glszm": null, "gldm": null, "ngtdm": null},'
    ' "setting": {"resampledPixelSpacing": [1, 1, 1], "interpolator": "sitkLinear",'
    ' "padDistance": 10, "binWidth": 25, "normalize": false, "force2D": false,'
    ' "distances": [1], "minimumROIDimensions": 2, "label": 1}}'
)

dag: DAG = workflow(
    "pyradiomics-to-fhir",
    {
        **SEGMENTATIONS,
        "parameters": text("PyRadiomics' parameter file as JSON", PARAMETERS),
        "configuration_name": text("Name of the configuration", "pyradiomics-1mm"),
        "dataset": text("Dataset"),
    },
)

segmentations = GetInputOperator(dag=dag, check_modality=True)
masks = Mask2nifitiOperator(dag=dag, input_operator=segmentations, output_type="nrrd")
series = GetRefSeriesOperator(dag=dag, input_operator=segmentations)
images = DcmConverterOperator(dag=dag, input_operator=series, output_format="nrrd")
extract = ExtractRadiomicsOperator(
    dag=dag, input_operator=images, mask_operator_dir=masks.operator_out_dir
)
store = RadiomicsToFhirOperator(dag=dag, input_operator=extract, file_endings=".csv")
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
segmentations >> masks >> extract
segmentations >> series >> images >> extract
extract >> store >> clean
