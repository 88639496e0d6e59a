"""Units of UCUM pass, and nothing else."""

import pytest

from kaapana_clinical_tools.ucum import is_unit

GOOD = "1 % mm mm2 mm3 mL g/dL kg/m2 [hnsf'U] 10*3/uL {score} /min m.s-2 mm[Hg] mmol/L (kg.m)/s2"
BAD = "HU ml3x percent mm^3 mm³ g//dL /  mm. (mm {a [HU] cc KG ) mm)"


@pytest.mark.parametrize("unit", GOOD.split())
def test_a_unit_passes(unit: str) -> None:
    assert is_unit(unit)


@pytest.mark.parametrize("unit", [*BAD.split(), "", "m m", " mm"])
def test_what_is_no_unit_does_not(unit: str) -> None:
    assert not is_unit(unit)
