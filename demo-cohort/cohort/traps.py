"""What is difficult in the cohort, who carries it, and what a right reader makes of it."""

from __future__ import annotations

from cohort.model import Trap
from cohort.plan import BIN10

TRAPS = (
    Trap(
        ("DC-002", "DC-034", "DC-035"),
        "two CT studies (two time points), in two of them on different scanners",
        "two rows at level roi, each with the laboratory value closest to its own study; at "
        "level patient `reduce` is needed, and `pick` for imaging columns that differ",
    ),
    Trap(
        ("DC-003", "DC-033"),
        "two lesions in one SEG, labels `Tumour 1` and `Tumour 2`",
        "two rows; `largest` takes `Tumour 1` whole",
    ),
    Trap(
        ("DC-004", "DC-036"),
        "one lesion drawn by two readers (ContentCreatorName), same label",
        "two rows, also with `latest`: another creator is not an older version",
    ),
    Trap(
        ("DC-005",),
        "drawn again by the same reader 20 days later; the older drawing is larger",
        "`latest` keeps the newer SEG only, so `largest` must not see the older one",
    ),
    Trap(
        ("DC-006",),
        "drawn again on the same day, SeriesTime `093000` and then `1412`",
        "times are compared as times, short forms too; the newer SEG is kept",
    ),
    Trap(
        ("DC-009", "DC-017"),
        "the lung is segmented beside the tumour in the same SEG (segment 1 or segment 2)",
        "two panels, one row: the label pattern must match",
    ),
    Trap(
        ("DC-010",),
        "the tumour is one voxel, PyRadiomics refuses it: a result row of input columns only",
        "a panel without values; the row exists with empty feature cells",
    ),
    Trap(
        ("DC-011",),
        "a second result row names a SEG that the PACS does not have",
        "the result waits; no panel, no row",
    ),
    Trap(
        tuple(sorted(BIN10)),
        "evaluated with bin width 25 and with bin width 10",
        "`configuration` is needed; without it 422",
    ),
    Trap(
        ("7", "DC-032", "DC-033", "DC-034", "DC-035", "DC-036", "DC-038", "DC-040"),
        "the bin25 results are in the JSON file of a second run, all others in CSV",
        "the same configuration, not a third one",
    ),
    Trap(
        ("007", "7"),
        "ids that differ by leading zeros; in DICOM odd lengths are padded by a blank",
        "two persons",
    ),
    Trap(("DC-012",), "DICOM and clinical sheet disagree about the sex", "the sheet wins"),
    Trap(
        ("DC-013", "DC-014"),
        "age missing, as `NA` and as an empty cell",
        "empty cell; the age is not computed from the birth date",
    ),
    Trap(("DC-015",), "blanks around the id in the sheet", "cut; the patient has imaging"),
    Trap(
        ("DC-016",),
        "T stage `5`, not in the code list",
        "`tnm_t` empty, `tnm_t_text` 5",
    ),
    Trap(("DC-018",), "histology missing", "both histology cells empty"),
    Trap(
        ("DC-019",),
        "pixels that are not square",
        "`pixel_spacing` is the text `2\\1.9`, row before column",
    ),
    Trap(
        ("DC-020",),
        "two reconstructions in one study, the SEG on the thinner one",
        "a row has the numbers of its own series; at level patient they compete",
    ),
    Trap(
        ("DC-021", "DC-022"),
        "scanned at 00:20 in +0100 and at 23:40 in -0500",
        "`study_date` is the local date, which is another day in UTC",
    ),
    Trap(
        ("DC-023",),
        "haemoglobin 10 days before and 10 days after the study",
        "`closest` takes the earlier one",
    ),
    Trap(
        ("DC-024", "DC-030"),
        "haemoglobin on the first (-90) or last (+30) day of the window and one day outside of it",
        "both ends of the window are inside",
    ),
    Trap(("DC-025",), "haemoglobin at -120, -91 and +31 days only", "empty cell"),
    Trap(
        ("DC-026", "DC-027"),
        "a date with a 2-digit year, and the 31st of February, both near the study",
        "these rows are rejected; a value further away is the closest",
    ),
    Trap(
        ("DC-028",),
        "haemoglobin `12,x` near the study; progression-free survival `NA`",
        "that cell is rejected, the creatinine of the row is not; two survival cells empty",
    ),
    Trap(
        ("DC-029",),
        "no survival at all; haemoglobin `n.b.` near the study",
        "empty survival cells; the missing token is no error",
    ),
    Trap(
        ("DC-030", "DC-031"),
        "labels `tumor, right upper lobe` and `Primary tumour`",
        "the pattern must match the whole label: only the first has a row (and needs quotes)",
    ),
    Trap(
        ("DC-032", "DC-038"),
        "names in UTF-8 (ISO_IR 192) and in Latin-1 (ISO_IR 100)",
        "Weißdorn and Föhre",
    ),
    Trap(
        ("DC-014", "DC-032"),
        "no row in the laboratory sheet",
        "empty cell",
    ),
    Trap(
        ("DC-036",),
        "haemoglobin on the day of the study, the day before and the day after",
        "distance 0 wins",
    ),
    Trap(("DC-037",), "CT without any segmentation", "a study, no row at level roi"),
    Trap(
        ("DC-038",),
        "sex missing in the sheet",
        "the sex that DICOM states",
    ),
    Trap(
        ("DC-039",),
        "clinical and laboratory rows, but no imaging",
        "a row at level patient, without anchor and so without laboratory value",
    ),
    Trap(
        ("DC-040",),
        "imaging, but neither clinical nor laboratory row",
        "clinical cells empty, but for the sex that DICOM states",
    ),
)
"""All traps, in the order of the README."""
