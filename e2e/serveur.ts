import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HORLOGE } from "./playwright.config";

const binaire = process.env["CLAUDIA_BIN"] ?? fileURLToPath(new URL("../bin/claudia", import.meta.url));

/**
 * A private server of the product, for the tests that kill it: its own port, folder and PostgreSQL. The
 * port and the folder survive a crash, so that the next start is the same site.
 */
export class Serveur {
  readonly #dossier = mkdtempSync(join(tmpdir(), "claudia-e2e-"));
  #port = 0;
  #processus: ChildProcess | undefined;
  #journal = "";

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it, or starts it again, and waits until it says that it is ready. */
  async demarrer(): Promise<void> {
    chmodSync(this.#dossier, 0o755); // PostgreSQL may run as another user
    if (this.#port === 0) this.#port = await portLibre();
    const p = spawn(binaire, ["demo"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        CLAUDIA_ADRESSE: `127.0.0.1:${this.#port}`,
        CLAUDIA_DONNEES: join(this.#dossier, "var"),
        CLAUDIA_METRIQUES: "non",
        CLAUDIA_HORLOGE: HORLOGE,
      },
    });
    this.#processus = p;
    p.stderr.on("data", (d: Buffer) => (this.#journal += d.toString()));
    await new Promise<void>((ok, ko) => {
      p.stdout.on("data", (d: Buffer) => {
        if (d.toString().includes("claudia est prête")) ok();
      });
      p.once("exit", (code) => ko(new Error(`the server stopped (${code ?? "signal"}): ${this.#journal.slice(-2000)}`)));
    });
  }

  /** kill -9: nothing is written, nobody is told. */
  async tuer(): Promise<void> {
    await this.#finir("SIGKILL");
  }

  /** Stops it cleanly and removes all it wrote. */
  async arreter(): Promise<void> {
    await this.#finir("SIGTERM");
    rmSync(this.#dossier, { recursive: true, force: true });
  }

  async #finir(signal: NodeJS.Signals): Promise<void> {
    const p = this.#processus;
    if (!p || p.exitCode !== null || p.signalCode !== null) return;
    const fini = new Promise<void>((ok) => p.once("exit", () => ok()));
    p.kill(signal);
    await fini;
  }
}

async function portLibre(): Promise<number> {
  const s = createServer();
  await new Promise<void>((ok) => s.listen(0, "127.0.0.1", ok));
  const a = s.address();
  await new Promise<void>((ok) => s.close(() => ok()));
  if (a === null || typeof a === "string") throw new Error("no free port");
  return a.port;
}
