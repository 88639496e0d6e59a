package ai.kaapana.clinical.service.config;

/**
 * A setting that is missing or absurd. Thrown while a service starts, which then ends with a
 * message that names the key.
 *
 * <p>Why: a service that starts half configured fails later, in the middle of somebody's work. The
 * value itself is never part of the message, because it may be a secret.
 */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final String action;

  /**
   * States what is wrong with one setting.
   *
   * @param key the full name, for example {@code clinical.security.project}
   * @param reason what is wrong, without the value
   * @param action what the operator can do
   */
  public ConfigurationException(String key, String reason, String action) {
    super(key + " " + reason);
    this.key = key;
    this.action = action;
  }

  /** The full name of the setting. */
  public String key() {
    return key;
  }

  /** What the operator can do. */
  public String action() {
    return action;
  }
}
