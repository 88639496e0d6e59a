package ai.kaapana.clinical.server.analytics.model;

import java.util.function.Predicate;

/**
 * What of a snapshot is kept: the rest is read past, so that a few columns of a large store need
 * little memory.
 *
 * @param features names of features whose values are kept
 * @param concepts canonical names of concepts whose values are kept
 */
public record Selection(Predicate<String> features, Predicate<String> concepts) {

  /** Everything. */
  public static final Selection ALL = new Selection(name -> true, name -> true);
}
