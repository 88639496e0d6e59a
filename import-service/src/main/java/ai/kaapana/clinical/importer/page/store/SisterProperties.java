package ai.kaapana.clinical.importer.page.store;

import ai.kaapana.clinical.service.config.SisterUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other feeders are; the page shows what they hold back. Absent = the page says nothing
 * of them.
 *
 * @param linker the dicom-linker
 * @param radiomics the radiomics-adapter
 */
@ConfigurationProperties("clinical")
public record SisterProperties(@DefaultValue Linker linker, @DefaultValue Radiomics radiomics) {

  /**
   * The dicom-linker.
   *
   * @param baseUrl its address without a path, for example {@code
   *     http://clinical-dicom-linker:8080}
   */
  public record Linker(@Nullable URI baseUrl) {
    public Linker {
      baseUrl = baseUrl == null ? null : SisterUrl.check("clinical.linker.base-url", baseUrl);
    }
  }

  /**
   * The radiomics-adapter.
   *
   * @param baseUrl its address without a path, for example {@code
   *     http://clinical-radiomics-adapter:8080}
   */
  public record Radiomics(@Nullable URI baseUrl) {
    public Radiomics {
      baseUrl = baseUrl == null ? null : SisterUrl.check("clinical.radiomics.base-url", baseUrl);
    }
  }
}
