package ai.kaapana.clinical.pacs;

/**
 * The value representations of DICOM and how their bytes are read.
 *
 * <p><b>Source:</b> DICOM PS3.5 sections 6.2 and 7.1.2.
 */
enum Vr {
  AE(Form.NAMES),
  AS(Form.NAMES),
  AT(Form.TAGS),
  CS(Form.NAMES),
  DA(Form.NAMES),
  DS(Form.DECIMALS),
  DT(Form.NAMES),
  FD(Form.FLOAT64),
  FL(Form.FLOAT32),
  IS(Form.INTEGERS),
  LO(Form.TEXTS),
  LT(Form.TEXT),
  OB(Form.BINARY),
  OD(Form.BINARY),
  OF(Form.BINARY),
  OL(Form.BINARY),
  OV(Form.BINARY),
  OW(Form.BINARY),
  PN(Form.PERSONS),
  SH(Form.TEXTS),
  SL(Form.INT32),
  SQ(Form.SEQUENCE),
  SS(Form.INT16),
  ST(Form.TEXT),
  SV(Form.INT64),
  TM(Form.NAMES),
  UC(Form.TEXTS),
  UI(Form.NAMES),
  UL(Form.UINT32),
  UN(Form.BINARY),
  UR(Form.ASCII),
  US(Form.UINT16),
  UT(Form.TEXT),
  UV(Form.UINT64);

  /** What the bytes of a value are. */
  enum Form {
    NAMES,
    TEXTS,
    TEXT,
    ASCII,
    PERSONS,
    DECIMALS,
    INTEGERS,
    TAGS,
    INT16,
    UINT16,
    INT32,
    UINT32,
    INT64,
    UINT64,
    FLOAT32,
    FLOAT64,
    BINARY,
    SEQUENCE
  }

  private final Form form;

  Vr(Form form) {
    this.form = form;
  }

  Form form() {
    return form;
  }

  /** Whether an explicit VR element has a length of four bytes after two reserved ones. */
  boolean hasLongLength() {
    return switch (this) {
      case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
      default -> false;
    };
  }
}
