package ai.kaapana.clinical.server.analytics.spec;

import java.util.List;

/**
 * A request for the joint table.
 *
 * @param survival names of endpoints, such as {@code overall}
 * @param links whether every row gets an address of the image viewer
 * @param hash SHA-256 of the request in canonical form, so that two tables can be told to answer
 *     the same question
 */
public record JointTableSpec(
    RowLevel rows,
    Anchor anchor,
    List<ClinicalColumn> clinical,
    Radiomics radiomics,
    List<ImagingColumn> imaging,
    List<String> survival,
    List<Criterion> where,
    boolean links,
    String hash) {

  public JointTableSpec {
    clinical = List.copyOf(clinical);
    imaging = List.copyOf(imaging);
    survival = List.copyOf(survival);
    where = List.copyOf(where);
  }
}
