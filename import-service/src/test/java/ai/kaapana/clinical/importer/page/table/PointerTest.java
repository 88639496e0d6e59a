package ai.kaapana.clinical.importer.page.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointerTest {

  @Test
  void comesBackAsItWasSent() {
    var cell = new Pointer("p 1", "tnm_t", "tnm.T", "2026-01-02", "1.2", "1.2.3", "4", "cT3");
    assertThat(Pointer.of(cell.encoded())).isEqualTo(cell);
    assertThat(cell.cell()).isTrue();
  }

  @Test
  void aValueWithTabsAndLinesKeepsItsPlace() {
    var cell = new Pointer("p1", "note", "local.note", "", "", "", "", "two\tcells\nand a line");
    assertThat(Pointer.of(cell.encoded()).text()).isEqualTo("two cells and a line");
  }

  @Test
  void anythingElsePointsAtAPatient() {
    assertThat(Pointer.of("DC-001")).isEqualTo(Pointer.toPatient("DC-001"));
    assertThat(Pointer.of("DC-001").cell()).isFalse();
  }

  @Test
  void aBlankPatientOrOneWithControlCharactersIsNobody() {
    assertThat(Pointer.toPatient("p 1").pointsSomewhere()).isTrue();
    assertThat(Pointer.of("").pointsSomewhere()).isFalse();
    assertThat(Pointer.toPatient(" ").pointsSomewhere()).isFalse();
    assertThat(Pointer.toPatient("p\u001f1").pointsSomewhere()).isFalse();
  }
}
