package ai.kaapana.clinical.benchmarks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** UIDs that follow from a name (DICOM PS3.5 B.2: a UUID under 2.25). */
final class Uids {

  private Uids() {}

  static String of(Object... name) {
    var bytes = Arrays.toString(name).getBytes(StandardCharsets.UTF_8);
    var hex = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    return "2.25." + new BigInteger(hex, 16);
  }
}
