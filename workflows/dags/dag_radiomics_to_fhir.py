"""Kaapana's MITK radiomics of segmentations, stored in FHIR."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.MitkRadiomicsOperator import FULL_FEATURE_SET, MitkRadiomicsOperator
from clinical_data_operators.RadiomicsToFhirOperator import RadiomicsToFhirOperator
from kaapana.operators.DcmConverterOperator import DcmConverterOperator
from kaapana.operators.GetInputOperator import GetInputOperator
from kaapana.operators.GetRefSeriesOperator import GetRefSeriesOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.Mask2nifitiOperator import Mask2nifitiOperator
from kaapana.operators.MinioOperator import MinioOperator

ui_forms = {
    "workflow_form": {
        "type": "object",
        "properties": {
            "single_execution": {
                "title": "Each series by itself",
                "type": "boolean",
                "default": False,
            },
            "input": {"title": "Input", "type": "string", "default": "SEG", "readOnly": True},
            "parameters": {
                "title": "Parameters of MITK",
                "type": "string",
                "default": FULL_FEATURE_SET,
            },
            "configuration_name": {
                "title": "Name of the configuration",
                "type": "string",
                "default": "mitk-full",
            },
            "dataset": {"title": "Dataset", "type": "string", "default": ""},
        },
    },
}
args = {
    "ui_visible": True,
    "ui_forms": ui_forms,
    "owner": "kaapana",
    "start_date": days_ago(0),
    "retries": 2,
    "retry_delay": timedelta(seconds=30),
}
dag = DAG(dag_id="radiomics-to-fhir", default_args=args, schedule_interval=None, max_active_runs=15)

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
