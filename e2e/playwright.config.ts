import { defineConfig } from "@playwright/test";

/** Where Debian puts Chromium; another path can be given by CHROMIUM. */
const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** The gallery of components, and the product with its demo data. */
export const GALERIE = "http://127.0.0.1:8097";
export const DEMO = "http://127.0.0.1:8098";

/** The clock of every server under test: the documents of the tests date from the autumn of 2026. */
export const HORLOGE = "2026-11-23T10:00:00+01:00";

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--lang=fr-FR"] },
    trace: "retain-on-failure",
    actionTimeout: 15_000,
  },
  expect: { timeout: 10_000 },
  webServer: [
    {
      command: "go run ./web/ui/galerie/servir 127.0.0.1:8097",
      cwd: "..",
      url: `${GALERIE}/_galerie`,
      reuseExistingServer: true,
      timeout: 180_000,
    },
    {
      command: "exec sh e2e/servir.sh",
      cwd: "..",
      url: `${DEMO}/readyz`,
      env: { CLAUDIA_ADRESSE: "127.0.0.1:8098", CLAUDIA_HORLOGE: HORLOGE },
      reuseExistingServer: process.env["E2E_DEMO_OUVERTE"] === "oui",
      gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
      timeout: 120_000,
    },
  ],
});
