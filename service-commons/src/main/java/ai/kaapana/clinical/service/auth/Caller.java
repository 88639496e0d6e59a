package ai.kaapana.clinical.service.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who sent the current request, as proven by the token.
 *
 * @param kind a person (or a workflow with the platform's token) or a service of ours
 * @param name {@code preferred_username} of a person, {@code service:<component>} of a service;
 *     goes to the audit
 * @param component the component of a service, otherwise null
 * @param admin whether the person has the realm role {@code admin}
 * @param onBehalfOf the user for whom a service runs a job ({@code act}), otherwise null; stated by
 *     the service
 */
public record Caller(
    Kind kind,
    String name,
    @Nullable String component,
    boolean admin,
    @Nullable String onBehalfOf) {

  /** What a token stands for. */
  public enum Kind {
    /** A user or a workflow, with a token of the platform's issuer. */
    PERSON,
    /** One of our services, with a token it signed itself. */
    SERVICE,
    /** A person's notebook, with a token that a service of ours issued for reading. */
    NOTEBOOK
  }

  /** A caller with a token of the platform's issuer. */
  public static Caller person(String name, boolean admin) {
    return new Caller(Kind.PERSON, name, null, admin, null);
  }

  /** A notebook that reads in a person's name; never an administrator, whoever the person is. */
  public static Caller notebook(String name) {
    return new Caller(Kind.NOTEBOOK, name, null, false, null);
  }

  /** A service of ours. */
  public static Caller service(String component, @Nullable String onBehalfOf) {
    return new Caller(Kind.SERVICE, "service:" + component, component, false, onBehalfOf);
  }

  /** Whether this is the service with the given component. */
  public boolean isService(String wanted) {
    return kind == Kind.SERVICE && wanted.equals(component);
  }
}
