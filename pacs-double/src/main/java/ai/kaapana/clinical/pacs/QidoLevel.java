package ai.kaapana.clinical.pacs;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an archive returns at one level of a query: by default, and at most.
 *
 * <p><b>Source:</b> DICOM PS3.18 tables 10.6.3-3 to 10.6.3-5 for the defaults; {@code
 * includefield=all} gives what an archive of the dcm4chee kind keeps in its database, which at
 * instance level holds the references of derived objects.
 */
enum QidoLevel {
  STUDY(
      "00080005 00080020 00080030 00080050 00080054 00080056 00080061 00080090 00080201 00081190 00100010 00100020"
          + " 00100030 00100040 0020000D 00200010 00201206 00201208",
      "00080051 00080062 00081030 00081032 00081048 00081049 00081060 00081080 00081110 00321060 00321064"
          + " 00380010 00380014 00401012 00100021 00100022 00100024 00100032 00101000 00101001 00101002 00101010"
          + " 00101020 00101030 00102160 00104000 00120010 00120020 00120021 00120030 00120031 00120040 00120042"
          + " 00120050 00120051 00120052 00120053 00120062 00120063 00120064 00280303"),
  SERIES(
      "00080005 00080054 00080056 00080060 00080201 0008103E 00081190 0020000E 00200011 00201209 00400244 00400245"
          + " 00400275",
      "00080021 00080031 00080064 00080068 00080070 00080080 00080081 00081010 0008103F 00081040 00081050 00081070"
          + " 00081090 00081111 00081250 00180010 00180015 00181000 00181020 00181030 00185100 00200052 00200060"
          + " 00400253 00400254 00400260 00082218"),
  INSTANCE(
      "00080005 00080016 00080018 00080054 00080056 00080201 00081190 00200013 00280008 00280010 00280011 00280100",
      "00080008 00080012 00080013 00080022 00080023 0008002A 00080032 00080033 00081115 00082111 00082112 00180050"
          + " 00200012 00200032 00200037 00280002 00280004 00280030 00420010 00620001 00620002 00700080 00700081"
          + " 00700082 00700083 00700084 0040A043 0040A370 0040A372 0040A375 0040A385 0040A491 0040A493 0040A504"
          + " 30060002 30060004 30060006 30060008 30060009");

  private final List<String> defaults;
  private final List<String> stored;

  QidoLevel(String defaults, String stored) {
    this.defaults = List.of(defaults.split(" "));
    this.stored = List.of(stored.split(" "));
  }

  /** Attributes of every answer at this level. */
  Set<String> defaults(boolean wholeTree) {
    var tags = union(level -> wholeTree || level == this, false);
    if (this != STUDY) {
      tags.add(Tags.STUDY_INSTANCE_UID);
    }
    if (this == INSTANCE) {
      tags.add(Tags.SERIES_INSTANCE_UID);
    }
    return tags;
  }

  /** Everything that can be asked for at this level, which includes the levels above. */
  Set<String> all() {
    return union(level -> true, true);
  }

  private Set<String> union(Predicate<QidoLevel> wanted, boolean withStored) {
    var tags = new LinkedHashSet<String>();
    Arrays.stream(values())
        .filter(level -> level.compareTo(this) <= 0)
        .filter(wanted)
        .forEach(
            level -> {
              tags.addAll(level.defaults);
              if (withStored) {
                tags.addAll(level.stored);
              }
            });
    return tags;
  }
}
