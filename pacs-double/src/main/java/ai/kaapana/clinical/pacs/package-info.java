/** A scriptable DICOMweb server (QIDO-RS and WADO-RS metadata) for demo, development and tests. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.pacs;
