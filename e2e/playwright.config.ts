import { defineConfig } from "@playwright/test";

/** Where Debian puts Chromium; another path can be given by CHROMIUM. */
const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const GALERIE = "http://127.0.0.1:8097";

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] },
    trace: "retain-on-failure",
  },
  webServer: {
    command: "go run ./web/ui/galerie/servir 127.0.0.1:8097",
    cwd: "..",
    url: `${GALERIE}/_galerie`,
    reuseExistingServer: true,
    timeout: 180_000,
  },
});
