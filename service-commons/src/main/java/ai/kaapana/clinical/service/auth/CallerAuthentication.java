package ai.kaapana.clinical.service.auth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * What a verified token says: the caller, and whether the caller belongs to this installation's
 * project.
 */
final class CallerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final boolean member;
  private final transient @Nullable String token;

  CallerAuthentication(Caller caller, boolean member, @Nullable String token) {
    super(List.of());
    this.caller = caller;
    this.member = member;
    this.token = token;
    setAuthenticated(true);
  }

  boolean member() {
    return member;
  }

  Optional<String> token() {
    return Optional.ofNullable(token);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return caller.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
