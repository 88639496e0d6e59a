package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.service.auth.Caller;
import java.util.Map;
import java.util.Set;

/** Which caller may write what belongs to whom; whoever is not in the table writes nothing. */
final class Writers {

  private static final Map<String, Set<Owner>> SERVICES =
      Map.of(
          Owner.LINKER.component(), Set.of(Owner.LINKER, Owner.SHARED),
          Owner.IMPORTER.component(), Set.of(Owner.IMPORTER, Owner.SHARED),
          Owner.ADAPTER.component(), Set.of(Owner.ADAPTER));

  private static final Set<Owner> PEOPLE = Set.of(Owner.CALLER);

  private final boolean everything;

  /**
   * The table, or no table.
   *
   * @param withoutAuthentication the server runs without tokens on a loopback address, where nobody
   *     can be told from anybody
   */
  Writers(boolean withoutAuthentication) {
    this.everything = withoutAuthentication;
  }

  boolean mayWrite(Caller caller, Owner owner) {
    if (everything) {
      return true;
    }
    return switch (caller.kind()) {
      case PERSON -> PEOPLE.contains(owner);
      case NOTEBOOK -> false;
      case SERVICE ->
          caller.component() != null
              && SERVICES.getOrDefault(caller.component(), Set.of()).contains(owner);
    };
  }
}
