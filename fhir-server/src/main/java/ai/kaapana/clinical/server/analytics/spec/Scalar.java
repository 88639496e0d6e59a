package ai.kaapana.clinical.server.analytics.spec;

/** A value that a criterion compares with. */
public sealed interface Scalar {

  record Text(String value) implements Scalar {}

  record Numeric(double value) implements Scalar {}
}
