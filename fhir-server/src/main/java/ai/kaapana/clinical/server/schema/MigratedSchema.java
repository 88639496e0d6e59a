package ai.kaapana.clinical.server.schema;

/**
 * Proof that the schema is the one this build expects; a bean that takes it is created afterwards.
 *
 * @param hapiVersion newest migration of HAPI's own tables, for example {@code 8.8.0.20260101.1}
 */
public record MigratedSchema(String hapiVersion) {}
