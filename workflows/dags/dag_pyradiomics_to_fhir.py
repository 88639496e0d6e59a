"""Kaapana's PyRadiomics of segmentations, stored in FHIR."""

from airflow.models import DAG

from clinical_data_operators.RadiomicsToFhirOperator import RadiomicsToFhirOperator
from clinical_data_operators.workflow import SEGMENTATIONS, text, workflow
from kaapana.operators.DcmConverterOperator import DcmConverterOperator
from kaapana.operators.GetInputOperator import GetInputOperator
from kaapana.operators.GetRefSeriesOperator import GetRefSeriesOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.Mask2nifitiOperator import Mask2nifitiOperator
from kaapana.operators.PyRadiomicsOperator import PyRadiomicsOperator

dag: DAG = workflow(
    "pyradiomics-to-fhir",
    {
        **SEGMENTATIONS,
        "configuration_name": text("Name of the configuration", "kaapana-pyradiomics"),
        "dataset": text("Dataset"),
    },
)

segmentations = GetInputOperator(dag=dag, check_modality=True)
masks = Mask2nifitiOperator(dag=dag, input_operator=segmentations, output_type="nii.gz")
series = GetRefSeriesOperator(dag=dag, input_operator=segmentations)
images = DcmConverterOperator(dag=dag, input_operator=series, output_format="nii.gz")
radiomics = PyRadiomicsOperator(dag=dag, segmentation_operator=masks, input_operator=images)
store = RadiomicsToFhirOperator(dag=dag, input_operator=radiomics, file_endings=".json")
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
segmentations >> masks >> radiomics
segmentations >> series >> images >> radiomics
radiomics >> store >> clean
