package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kaapana.clinical.local.demo.Browser.Look;
import ai.kaapana.clinical.local.gateway.Gateway;
import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.testing.Samples;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, on the real services, below the prefix of a gateway. */
@Tag("acceptance")
@ExtendWith(SystemUnderTest.Provider.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
  private static final List<String> PAGES =
      List.of("/", "/patients", "/imports", "/table", "/summary", "/survival", "/access");
  private static final Path PICTURES = Path.of("target", "page");
  private static final int LUNG_CLICKS = 6;

  private static Gateway gateway;
  private static Browser browser;
  private static String root;
  private int clicks;

  @BeforeAll
  static void open(SystemUnderTest system) throws Exception {
    assumeTrue(Browser.installed(), "Chromium is not installed");
    system.empty();
    gateway = system.stack().open(link -> {});
    browser = new Browser(gateway);
    root = gateway.address().toString();
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      gateway.close();
    }
  }

  @Test
  @Order(1)
  void anEmptyStoreSaysWhereToBegin() {
    var page = at("/", Look.DESK);
    assertThat(page.content()).contains("No imaging yet: link the PACS first");
    link(page, "Import a table").click();
    assertThat(page.url()).endsWith("/imports");
    for (var path : PAGES) {
      assertThat(page.navigate(root + path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  @Order(2)
  @Tag("samples")
  void fromTheTableToKaplanMeierByStageInFewClicks() {
    var table = Samples.path("clinical/tcia/NSCLC-Radiomics-Lung1.clinical.csv");
    var page = at("/", Look.DESK);
    click(link(page, "Import").first());
    choose(page, "file", table);
    choose(page, "mapping", mapping("nsclc-radiomics-lung1"));
    click(button(page, "Check the table"));
    assertThat(page.content()).contains("No imaging yet").contains("2108");
    click(button(page, "Import 422 rows"));
    page.getByText("Imported.").waitFor();
    click(
        page.locator("main")
            .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Survival")));
    assertThat(page.locator("h1").textContent()).isEqualTo("Survival (overall) by stage group");
    assertThat(page.locator("svg.survival path.curve").count()).isEqualTo(4);
    assertThat(page.locator("figcaption").textContent())
        .contains("Log-rank test")
        .contains("421 patients");
    picture(page, "lung1");
    assertThat(clicks).isEqualTo(LUNG_CLICKS);
  }

  @Test
  @Order(3)
  void anImportIsShownWhileItRunsAndTakenBack(SystemUnderTest system) throws Exception {
    system.empty();
    system.feeds().link();
    var clinical = system.cohort().resolve("clinical");
    var page = at("/imports", Look.DESK);
    choose(page, "file", clinical.resolve("clinical.csv"));
    choose(page, "mapping", clinical.resolve("clinical.mapping.yaml"));
    button(page, "Check the table").click();
    assertThat(page.locator(".headline").textContent()).contains("rows match imaging");
    picture(page, "preview");
    page.locator(".confirm button").click();
    page.getByText("Imported.").waitFor();
    page.getByText("More").click();
    button(page, "Take the import back").click();
    page.locator(".state.undone").waitFor();
    assertThat(page.locator(".confirm button").textContent()).startsWith("Import ");
  }

  @Test
  @Order(4)
  void anImportIsCancelledAndGoesOn(SystemUnderTest system) throws Exception {
    var page = at("/imports", Look.DESK);
    link(page, "clinical.csv").click();
    // While another run holds the dataset, this one waits.
    try (var other = system.stack().database("importer").connect();
        var lock = other.createStatement()) {
      lock.execute("select pg_advisory_lock(hashtext('import of demo-cohort-clinical'), 0)");
      page.locator(".confirm button").click();
      page.locator(".progress").getByText("Waiting").waitFor();
      picture(page, "progress");
      button(page, "Cancel").click();
      page.locator(".state.cancelled").waitFor();
    }
    picture(page, "cancelled");
    button(page, "Go on").click();
    page.getByText("Imported.").waitFor();
  }

  @Test
  @Order(4)
  void aTableWithoutItsMappingIsExplained(SystemUnderTest system) throws Exception {
    var odd = Files.writeString(Files.createTempFile("odd", ".csv"), "a,b\n1,2\n");
    var page = at("/imports", Look.DESK);
    choose(page, "file", odd);
    button(page, "Check the table").click();
    assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("mapping");
    browser.complaints().removeIf(text -> text.contains("422"));
  }

  @Test
  @Order(5)
  void theOverviewShowsTheCohort(SystemUnderTest system) throws IOException {
    system.feeds().all();
    var page = at("/", Look.DESK);
    assertThat(page.locator(".counts").innerText()).contains("40").contains("65");
    assertThat(page.locator(".attention li").count()).isPositive();
    page.locator(".upset tbody a").first().click();
    page.waitForURL("**/patients?*");
    assertThat(page.locator("h1").textContent()).startsWith("Patients with clinical facts");
    page.locator("tbody button").first().click();
    page.waitForURL("**/source");
    picture(page, "source");
    assertThat(page.content()).contains("clinical.csv").contains("Imaging");
    page.locator("table.facts tbody a").first().click();
    page.waitForURL("**/imports/*");
    assertThat(page.url()).contains("/imports/");
  }

  @ParameterizedTest
  @Order(6)
  @CsvSource({"true", "false"})
  void aTableIsMadeByTickingAndAnswering(boolean script) {
    var page = at("/table", new Look(1280, 860, false, script));
    page.locator("input[value='tnm.group']").check();
    page.locator("input[value='lab:718-7']").check();
    page.locator("input[value='original_shape_*']").check();
    button(page, "Show the table").click();
    answer(page, "bin25 (38 patients)");
    answer(page, "The largest");
    answer(page, "Closest to the imaging");
    picture(page, "joint");
    assertThat(page.locator("#preview").textContent()).startsWith("40 rows");
    assertThat(page.locator(".preview tbody tr").count()).isEqualTo(25);
    var download = page.waitForDownload(() -> button(page, "Download CSV").click());
    assertThat(download.suggestedFilename()).isEqualTo("patient-table.csv");
    assertThat(lines(download.path())).hasSize(41).first().asString().contains("tnm_group");
    page.locator(".preview tbody button").first().click();
    page.waitForURL("**/source");
    assertThat(page.locator("h1").textContent()).startsWith("Patient");
    button(page, "Back to the table").click();
    assertThat(page.locator("#preview").textContent()).startsWith("40 rows");
    leadsToItsSource(page, "IIIA", "clinical.csv", "row 35", "overall_stage", "IIIa");
    leadsToItsSource(page, "9.9", "laboratory.xlsx", "row 23", "Hb");
    leadsToItsSource(page, "2022-08-25", "view study");
    assertThat(page.locator("a[href^='/ohif/viewer?StudyInstanceUIDs=2.25.']").count())
        .isGreaterThan(2);
  }

  private static void leadsToItsSource(Page page, String value, String... marked) {
    if (page.url().contains("/source")) {
      button(page, "Back to the table").click();
    }
    page.locator(".preview tbody tr")
        .filter(new Locator.FilterOptions().setHasText("DC-003"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(value).setExact(true))
        .click();
    page.waitForURL("**/source#asked");
    assertThat(page.locator(".asked").count()).isEqualTo(1);
    assertThat(page.locator("#asked").textContent()).contains(marked);
  }

  @Test
  @Order(6)
  void aTableIsSentToJupyterLab(SystemUnderTest system) throws Exception {
    var bucket = system.bucket();
    bucket.start();
    bucket.opensTo("demo");
    var page = at("/table", Look.DESK);
    page.locator("input[value='tnm.group']").check();
    page.locator("input[value='overall']").check();
    button(page, "Show the table").click();
    button(page, "Send to JupyterLab").click();
    var python = page.locator(".sent pre").textContent();
    picture(page, "sent");
    assertThat(page.locator(".sent").textContent()).contains("Sent: 40 rows.", "project-bucket");
    var objects = bucket.objects();
    assertThat(objects.keySet())
        .allMatch(key -> key.matches("clinical/tables/patient-[0-9a-f-]+/[a-z.]+"))
        .extracting(key -> key.substring(key.lastIndexOf('/') + 1))
        .containsExactly("columns.json", "manifest.json", "request.json", "table.csv");
    var table = objects.values().stream().filter(file -> file.endsWith("table.csv")).findFirst();
    assertThat(lines(table.orElseThrow())).hasSize(41);
    notebookReads(python, table.orElseThrow().getParent().getParent().getParent());

    bucket.opensTo("nobody of this project");
    button(page, "Send to JupyterLab").click();
    assertThat(page.getByRole(AriaRole.ALERT).textContent())
        .contains("Not sent.", "does not let you write", "object-store/refused");
    assertThat(bucket.objects()).hasSize(4);
    browser.complaints().removeIf(text -> text.contains("403"));
  }

  /** The three lines that the page shows, in the folder that JupyterLab shows. */
  private static void notebookReads(String lines, Path folder) throws Exception {
    var root = Path.of(System.getProperty("project.root", ".."));
    var python = root.resolve(".test/python/bin/python").toAbsolutePath();
    assertThat(python).as("made by scripts/python-tests.sh, which ./test runs").isExecutable();
    Files.copy(
        root.resolve("workflows/helper/kaapana_clinical.py"),
        folder.resolve("kaapana_clinical.py"));
    var builder =
        new ProcessBuilder(
                python.toString(),
                "-B",
                "-c",
                lines + "\nprint(len(df), df['overall_time'].notna().sum())")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.delete(folder.resolve("kaapana_clinical.py"));
    assertThat(said.strip()).isEqualTo("40 38");
  }

  // Questions come in the order in which the store finds them.
  private static void answer(Page page, String text) {
    button(page, text).first().click();
    page.waitForLoadState();
  }

  @ParameterizedTest
  @Order(7)
  @CsvSource({"1280,false", "1280,true", "390,false", "390,true"})
  void everyPageFitsTheWindow(int width, boolean dark) {
    var page = at("/", new Look(width, 844, dark, true));
    for (var path : PAGES) {
      page.navigate(root + path);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).as(path).isEqualTo(width);
      var name =
          (path.equals("/") ? "overview" : path.substring(1)) + "-" + width + (dark ? "-dark" : "");
      picture(page, name);
    }
  }

  @Test
  @Order(8)
  void theKeyboardLeadsEverywhere() {
    var page = at("/", Look.DESK);
    page.keyboard().press("Tab");
    assertThat(focused(page)).isEqualTo("Skip to the content");
    while (!focused(page).equals("Survival")) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/survival");
    assertThat(page.locator("svg.survival").count()).isEqualTo(1);
  }

  @Test
  @Order(9)
  void aTokenForANotebookIsIssuedReadsAndIsRevoked(SystemUnderTest system) throws IOException {
    var patients = URI.create(system.stack().fhir() + "/Patient?_count=1");
    var page = at("/access", Look.DESK);
    assertThat(page.locator("code.address").textContent())
        .isEqualTo(system.stack().fhir().toString());
    page.locator("input[name='label']").fill("Notebook of this test");
    page.locator("select[name='hours']").selectOption("1");
    button(page, "Issue a token").click();
    var token = page.locator("textarea.token").inputValue();
    picture(page, "issued");
    var notebook = LocalHttp.withToken(() -> token);
    assertThat(notebook.get(patients).status()).isEqualTo(200);
    page.navigate(root + "/access");
    assertThat(page.content()).doesNotContain(token).contains("Notebook of this test");
    button(page, "Revoke Notebook of this test").click();
    page.getByText("None.").waitFor();
    assertThat(notebook.get(patients).status()).isEqualTo(401);
  }

  @Test
  @Order(9)
  void anotherSiteCannotSendAForm() {
    var page = at("/", Look.DESK);
    var answer =
        page.request()
            .post(
                root + "/access",
                com.microsoft.playwright.options.RequestOptions.create()
                    .setHeader("Sec-Fetch-Site", "cross-site")
                    .setForm(com.microsoft.playwright.options.FormData.create().set("hours", 1)));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  @Order(10)
  void thePolicyIsKeptAndNoAddressNamesAPatient() {
    var page = at("/", Look.DESK);
    var policy = page.navigate(root + "/").headerValue("content-security-policy");
    assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.addresses())
        .allMatch(address -> address.startsWith(root))
        .noneMatch(address -> address.matches(".*(DC-0|2\\.25\\.|LUNG1-).*"));
  }

  private static Page at(String path, Look look) {
    var page = browser.window(look);
    page.navigate(root + path);
    return page;
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private void click(Locator target) {
    clicks++;
    target.click();
  }

  private void choose(Page page, String name, Path file) {
    page.waitForFileChooser(() -> click(page.locator("input[name='" + name + "']"))).setFiles(file);
  }

  private static Path mapping(String name) {
    return Path.of(System.getProperty("project.root", ".."))
        .resolve("import-service/src/main/resources/mappings/" + name + ".yaml");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String focused(Page page) {
    return String.valueOf(page.evaluate("document.activeElement.textContent")).strip();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
