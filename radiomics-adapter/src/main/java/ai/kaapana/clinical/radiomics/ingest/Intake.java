package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.service.job.Job;
import ai.kaapana.clinical.service.job.Jobs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files in: looks at the whole of a file, keeps it and submits the job that brings it in, all
 * in one transaction, so that what was answered with 202 survives everything.
 */
public final class Intake {

  private final ResultReader reader;
  private final FeatureCatalogue catalogue;
  private final Spool spool;
  private final IngestTable ingests;
  private final Jobs jobs;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Intake(
      ResultReader reader,
      FeatureCatalogue catalogue,
      Passes.Tables tables,
      Jobs jobs,
      TransactionTemplate transaction,
      Clock clock) {
    this.reader = reader;
    this.catalogue = catalogue;
    this.spool = tables.spool();
    this.ingests = tables.ingests();
    this.jobs = jobs;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A file, what was said about it, and by whom. */
  public record Delivery(
      ByteSource file,
      IngestParameters parameters,
      @Nullable String parameterFile,
      String user,
      @Nullable String objectKey) {

    @Override
    public String toString() {
      return "Delivery";
    }
  }

  /**
   * Takes a file in and gives the job that works on it.
   *
   * @throws RefusedFileException if the file or what was said about it cannot be used; nothing is
   *     kept
   */
  public Job accept(Delivery delivery) throws RefusedFileException, IOException {
    var setup = setup(delivery);
    var findings =
        new FileCheck(reader, setup.columns(), setup.configurations()).run(delivery.file());
    var fingerprint = Fingerprint.of(delivery.file());
    var ingest =
        ingest(delivery, fingerprint, Ingest.State.RECEIVED, findings.rows(), findings.values());
    return transaction.execute(status -> keep(ingest, fingerprint.bytes(), delivery));
  }

  /** Notes that a file was refused which nobody waits for an answer about; it is not kept. */
  void refused(Delivery delivery, RefusedFileException refusal) throws IOException {
    var ingest = ingest(delivery, Fingerprint.of(delivery.file()), Ingest.State.FAILED, 0, 0);
    transaction.executeWithoutResult(
        status -> {
          ingests.insert(ingest);
          ingests.state(ingest.id(), Ingest.State.FAILED, refusal.issue().code());
        });
  }

  private Setup setup(Delivery delivery) throws RefusedFileException {
    return Setup.of(
        catalogue, delivery.parameters(), delivery.parameterFile(), delivery.objectKey());
  }

  private Ingest ingest(
      Delivery delivery, Fingerprint file, Ingest.State state, long rows, long values) {
    return new Ingest(
        UUID.randomUUID(),
        null,
        file.hash(),
        delivery.objectKey(),
        delivery.parameters(),
        delivery.parameterFile(),
        delivery.user(),
        clock.instant(),
        state,
        null,
        rows,
        values,
        1,
        Ingest.Shared.NONE);
  }

  private Job keep(Ingest ingest, long bytes, Delivery delivery) {
    try {
      spool.keep(ingest.fileHash(), bytes, delivery.file(), clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ingests.insert(ingest);
    var job =
        jobs.submit(
            IngestJob.KIND,
            new IngestJob.Parameters(ingest.id()),
            delivery.user(),
            ingest.id().toString());
    ingests.job(ingest.id(), job.id());
    return job;
  }

  private record Fingerprint(String hash, long bytes) {

    static Fingerprint of(ByteSource file) throws IOException {
      try (var in = new DigestInputStream(file.open(), sha256())) {
        var bytes = in.transferTo(OutputStream.nullOutputStream());
        return new Fingerprint(HexFormat.of().formatHex(in.getMessageDigest().digest()), bytes);
      }
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256", e);
      }
    }
  }
}
