package ai.kaapana.clinical.server.notebook;

import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.IssuedTokens;
import ai.kaapana.clinical.service.config.SecurityProperties;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The table {@code notebook_token}. */
@Component
class NotebookTokens implements IssuedTokens {

  private static final String COLUMNS = "id, person, label, created, expires, last_used";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final String project;
  private final TokenText texts = new TokenText();

  NotebookTokens(JdbcClient jdbc, Clock clock, SecurityProperties security) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.project = Objects.requireNonNullElse(security.project(), "");
  }

  /** A new token with its text, which is never to be had again. */
  record Issued(NotebookToken token, String text) {

    /** The text opens a door, so it never goes to a log. */
    @Override
    public String toString() {
      return "Issued[" + token.id() + "]";
    }
  }

  /** Makes a token; what has expired is forgotten on this occasion. */
  Issued issue(String person, String label, Duration life) {
    var now = clock.instant();
    jdbc.sql("delete from notebook_token where expires <= :now").param("now", time(now)).update();
    var text = texts.next();
    var token = new NotebookToken(UUID.randomUUID(), person, label, now, now.plus(life), null);
    jdbc.sql(
            """
            insert into notebook_token (id, hash, person, project, label, created, expires)
            values (:id, :hash, :person, :project, :label, :created, :expires)
            """)
        .param("id", token.id())
        .param("hash", TokenText.hash(text))
        .param("person", person)
        .param("project", project)
        .param("label", label)
        .param("created", time(now))
        .param("expires", time(token.expires()))
        .update();
    return new Issued(token, text);
  }

  /** The live tokens of a person, newest first. */
  List<NotebookToken> of(String person) {
    return tokens(live("person = :person", "order by created desc, id").param("person", person));
  }

  /** Revokes a token of a person; false if there is none. */
  boolean revoke(UUID id, String person) {
    return jdbc.sql("delete from notebook_token where id = :id and person = :person")
            .param("id", id)
            .param("person", person)
            .update()
        > 0;
  }

  @Override
  public boolean recognises(String token) {
    return TokenText.recognises(token);
  }

  @Override
  public Optional<Caller> find(String token) {
    try {
      var found =
          tokens(live("hash = :hash", "").param("hash", TokenText.hash(token))).stream()
              .findFirst();
      found.ifPresent(this::noteUse);
      return found.map(live -> Caller.notebook(live.person()));
    } catch (DataAccessException | TransactionException e) {
      throw new DependencyDownException("the database", e);
    }
  }

  /** At most once a minute, so that a page of requests is not a page of writes. */
  private void noteUse(NotebookToken token) {
    var now = clock.instant();
    if (token.lastUsed() == null || token.lastUsed().plusSeconds(60).isBefore(now)) {
      jdbc.sql("update notebook_token set last_used = :now where id = :id")
          .param("now", time(now))
          .param("id", token.id())
          .update();
    }
  }

  private StatementSpec live(String condition, String order) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from notebook_token where project = :project and expires > :now and "
                + condition
                + " "
                + order)
        .param("project", project)
        .param("now", time(clock.instant()));
  }

  private static List<NotebookToken> tokens(StatementSpec question) {
    return question
        .query(
            (row, number) ->
                new NotebookToken(
                    row.getObject("id", UUID.class),
                    row.getString("person"),
                    row.getString("label"),
                    row.getObject("created", OffsetDateTime.class).toInstant(),
                    row.getObject("expires", OffsetDateTime.class).toInstant(),
                    instant(row.getObject("last_used", OffsetDateTime.class))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
