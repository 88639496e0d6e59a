"""Kaapana's MITK radiomics of segmentations, stored in FHIR."""

from airflow.models import DAG

from clinical_data_operators.MitkRadiomicsOperator import FULL_FEATURE_SET, MitkRadiomicsOperator
from clinical_data_operators.RadiomicsToFhirOperator import RadiomicsToFhirOperator
from clinical_data_operators.workflow import SEGMENTATIONS, text, workflow
from kaapana.operators.DcmConverterOperator import DcmConverterOperator
from kaapana.operators.GetInputOperator import GetInputOperator
from kaapana.operators.GetRefSeriesOperator import GetRefSeriesOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.Mask2nifitiOperator import Mask2nifitiOperator
from kaapana.operators.MinioOperator import MinioOperator

dag: DAG = workflow(
    "radiomics-to-fhir",
    {
        **SEGMENTATIONS,
        "parameters": text("Parameters of MITK", FULL_FEATURE_SET),
        "configuration_name": text("Name of the configuration", "mitk-full"),
        "dataset": text("Dataset"),
    },
)

segmentations = GetInputOperator(dag=dag, check_modality=True)
masks = Mask2nifitiOperator(dag=dag, input_operator=segmentations, output_type="nrrd")
series = GetRefSeriesOperator(dag=dag, input_operator=segmentations)
images = DcmConverterOperator(dag=dag, input_operator=series, output_format="nrrd")
radiomics = MitkRadiomicsOperator(dag=dag, mask_operator=masks, input_operator=images)
put = MinioOperator(
    dag=dag,
    action="put",
    name="put-results",
    minio_prefix="radiomics",
    batch_input_operators=[radiomics],
    whitelisted_file_extensions=(".xml", ".csv"),
)
# The .csv repeats the .xml without the series, and the .json of this step is XML.
store = RadiomicsToFhirOperator(dag=dag, input_operator=radiomics, file_endings=".xml")
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
segmentations >> masks >> radiomics
segmentations >> series >> images >> radiomics
radiomics >> put >> store >> clean
