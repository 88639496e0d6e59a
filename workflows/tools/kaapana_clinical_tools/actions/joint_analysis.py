"""JointAnalysis: a joint table and a report about it for the Results Browser."""

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.table import Table


def run(context: Context) -> None:
    table = Table(context.service("fhir-server"), context.json("table_spec", dict))
    if not table.lines:
        raise NothingToDo("The table has no row")
    # These take a second to load, which no other action should pay for.
    import pandas as pd

    from kaapana_clinical_tools.report import page

    group, endpoint = context.text("group"), context.text("endpoint", "overall")
    if group and group not in table.header:
        raise ActionError("The parameter group names no column of the table")
    frame = pd.DataFrame(table.records(), columns=table.header)
    title = context.text("title", "Clinical data, imaging and radiomics")
    context.write_json("request.json", table.request)
    context.write("table.csv", table.content)
    context.write("report.html", page(frame, title, endpoint, group).encode())


ACTION = Action(
    "JointAnalysis",
    "writes a joint table and `report.html` about it: columns, survival with log-rank, histograms",
    (
        Parameter("table_spec", "the request of `$joint-table` as JSON"),
        Parameter("endpoint", "of survival, where the table has it", "overall"),
        Parameter("group", "the column whose values are compared"),
        Parameter("title", "of the report", "Clinical data, imaging and radiomics"),
    ),
    run,
)
