"""As much of Airflow as loading a workflow needs; running one is done by the real Airflow."""
