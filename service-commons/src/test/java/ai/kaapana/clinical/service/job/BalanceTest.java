package ai.kaapana.clinical.service.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BalanceTest {

  @Test
  void balancesWhenEveryUnitHasOneOutcome() {
    assertThat(new UnitBalance(15, 5, 4, 3, 2, 1).balances()).isTrue();
    assertThat(new UnitBalance(16, 5, 4, 3, 2, 1).balances()).isFalse();
    assertThat(new ResourceBalance(6, 3, 2, 1).balances()).isTrue();
    assertThat(new ResourceBalance(5, 3, 2, 1).balances()).isFalse();
  }

  @Test
  void adds() {
    UnitBalance units = new UnitBalance(15, 5, 4, 3, 2, 1);
    assertThat(units.plus(units)).isEqualTo(new UnitBalance(30, 10, 8, 6, 4, 2));
    ResourceBalance resources = new ResourceBalance(6, 3, 2, 1);
    assertThat(resources.plus(resources)).isEqualTo(new ResourceBalance(12, 6, 4, 2));
  }
}
