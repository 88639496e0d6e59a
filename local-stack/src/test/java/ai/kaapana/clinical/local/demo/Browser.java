package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.local.gateway.Gateway;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, driven by Playwright; it comes in by the link of the gateway as a person does,
 * and remembers what went wrong and which addresses were asked.
 */
final class Browser implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  // A slow machine is no failure.
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final Gateway gateway;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();

  Browser(Gateway gateway) {
    this.gateway = gateway;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(ARGUMENTS));
  }

  static boolean installed() {
    return Files.isExecutable(CHROMIUM);
  }

  /** How a window is set up. */
  record Look(int width, int height, boolean dark, boolean script) {
    static final Look DESK = new Look(1280, 860, false, true);
  }

  /** A window of its own on the first page, without anything from another one. */
  Page window(Look look) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setJavaScriptEnabled(look.script()));
    context.setDefaultTimeout(PATIENCE.toMillis());
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(request -> addresses.add(request.url()));
    page.navigate(gateway.link().toString());
    return page;
  }

  /** What the windows complained of: refused by the policy, not found, broken scripts. */
  List<String> complaints() {
    return complaints;
  }

  /** Every address that was asked. */
  List<String> addresses() {
    return addresses;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
