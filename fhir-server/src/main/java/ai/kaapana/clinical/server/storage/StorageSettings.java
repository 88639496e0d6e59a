package ai.kaapana.clinical.server.storage;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.ClientIdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.StoreMetaSourceInformationEnum;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.IndexEnabledEnum;
import java.time.Duration;
import java.util.Set;

/** How HAPI stores and searches; every line that differs from HAPI's default says why. */
final class StorageSettings {

  private static final Duration KEEP_SEARCHES = Duration.ofHours(1);

  private StorageSettings() {}

  static JpaStorageSettings create() {
    var settings = new JpaStorageSettings();
    integrity(settings);
    indexes(settings);
    searches(settings);
    switchedOff(settings);
    return settings;
  }

  private static void integrity(JpaStorageSettings settings) {
    settings.setResourceDbHistoryEnabled(true);
    settings.setNonResourceDbHistoryEnabled(false);
    settings.setEnforceReferentialIntegrityOnWrite(true);
    settings.setEnforceReferentialIntegrityOnDelete(true);
    settings.setAutoCreatePlaceholderReferenceTargets(false);
    settings.setAllowExternalReferences(false);
    settings.setAllowInlineMatchUrlReferences(false);
    settings.setAllowMultipleDelete(false);
    settings.setResourceClientIdStrategy(ClientIdStrategyEnum.ALPHANUMERIC);
    settings.setSuppressUpdatesWithNoChange(true);
    // A client's meta.source would make two versions of equal content.
    settings.setStoreMetaSourceInformation(StoreMetaSourceInformationEnum.NONE);
    // Mass ingestion brings nothing for PUT and hides the old resource from the checks.
    settings.setMassIngestionMode(false);
  }

  /** Chosen before the first data: a later change would need every resource to be indexed anew. */
  private static void indexes(JpaStorageSettings settings) {
    settings.setIndexStorageOptimized(true);
    settings.setSuppressStringIndexingInTokens(true);
    settings.setIndexMissingFields(IndexEnabledEnum.DISABLED);
    settings.setIndexOnUpliftedRefchains(false);
    settings.setIndexOnContainedResources(false);
    settings.setHibernateSearchIndexFullText(false);
    settings.setHibernateSearchIndexSearchParams(false);
    // Only what SearchParameterSelection offers is indexed, beside the few HAPI insists on.
    settings.setAutoSupportDefaultSearchParams(false);
    settings.setDefaultSearchParamsCanBeOverridden(true);
    settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
  }

  /**
   * Every match is delivered.
   *
   * <p>Not: {@code setFetchSizeDefaultMaximum}. It ends a search at the first prefetch threshold
   * above it, and the last page then has no {@code next} link although there is more.
   */
  private static void searches(JpaStorageSettings settings) {
    // A feeder that reads back what it wrote must not get the answer of a minute ago.
    settings.setReuseCachedSearchResultsForMillis(null);
    settings.setExpireSearchResultsAfterMillis(KEEP_SEARCHES.toMillis());
    settings.setMaximumIncludesToLoadPerPage(null);
    settings.setAllowContainsSearches(false);
    settings.setFilterParameterEnabled(false);
  }

  private static void switchedOff(JpaStorageSettings settings) {
    settings.setExpungeEnabled(false);
    settings.setDeleteExpungeEnabled(false);
    settings.setLastNEnabled(false);
    settings.setEnableTaskBulkImportJobExecution(false);
    settings.setEnableTaskBulkExportJobExecution(false);
    settings.setEnableTaskPreExpandValueSets(false);
    settings.setEnableTaskResourceReindexing(false);
    settings.setStatusBasedReindexingDisabled(true);
    settings.setPreExpandValueSets(false);
    settings.setUpdateWithHistoryRewriteEnabled(false);
    settings.setBundleTypesAllowedForStorage(Set.of());
    // One thread: the caller of a batch is known on it, and a batch cannot take all connections.
    settings.setBundleBatchPoolSize(1);
  }
}
