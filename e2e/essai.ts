import { type BrowserContextOptions, type Page, test as base, expect } from "@playwright/test";
import { DEMO } from "./playwright.config";
import { ecouterErreurs, preparerAxe } from "./outils";

export { expect };

/** The people of the demo; the login page lists them with their password. */
export const MOT_DE_PASSE = "essai libre du guichet";
export const IOANA = "ioana.petrova@demo.example"; // interpreter, one structure
export const HELOISE = "heloise.muller@demo.example"; // medical expert, two structures
export const CLAIRE = "claire.masson@demo.example"; // consultation only, of the structure of HELOISE

export const HUGO = "hugo.marteau@demo.example"; // writes the guide
export const LENA = "lena.morel@demo.example"; // writes it too, reads again what HUGO wrote

export const LARGE = { width: 1280, height: 900 };
export const TELEPHONE = { width: 375, height: 812 };

type Etat = Exclude<BrowserContextOptions["storageState"], string | undefined>;
type Options = BrowserContextOptions & {
  /** Another site than the common demo. */
  site?: string;
  /** What the console may say, because the test provokes it. */
  tolere?: RegExp;
};

type Fixtures = {
  /** A page of a new browser where the person is logged in (nobody when qui is empty). The end of the
   * test fails when one of these pages complained in its console. */
  ouvrir: (qui: string, options?: Options) => Promise<Page>;
};
type FixturesDeProcessus = {
  /** Logs each person in once: passwords are slow on purpose and tries are counted. */
  session: (site: string, qui: string) => Promise<Etat>;
};

export const test = base.extend<Fixtures, FixturesDeProcessus>({
  session: [
    async ({ playwright }, use) => {
      const connus = new Map<string, Etat>();
      await use(async (site, qui) => {
        const cle = `${site} ${qui}`;
        const connu = connus.get(cle);
        if (connu) return connu;
        const requete = await playwright.request.newContext({ baseURL: site });
        const r = await requete.post("/connexion", { form: { email: qui, mot_de_passe: MOT_DE_PASSE }, maxRedirects: 0 });
        expect(r.status(), `login of ${qui}`).toBe(303);
        const etat = await requete.storageState();
        await requete.dispose();
        connus.set(cle, etat);
        return etat;
      });
    },
    { scope: "worker" },
  ],
  ouvrir: async ({ browser, session }, use) => {
    const ouverts: { page: Page; erreurs: string[] }[] = [];
    await use(async (qui, options = {}) => {
      const { site = DEMO, tolere, ...reste } = options;
      const context = await browser.newContext({
        baseURL: site,
        viewport: LARGE,
        reducedMotion: "reduce",
        ...(qui === "" ? {} : { storageState: await session(site, qui) }),
        ...reste,
      });
      const page = await context.newPage();
      await preparerAxe(page);
      ouverts.push({ page, erreurs: ecouterErreurs(page, tolere) });
      return page;
    });
    for (const { page, erreurs } of ouverts) {
      expect(erreurs, "what the console complained about").toEqual([]);
      await page.context().close();
    }
  },
});

/** A second tab of the same browser, watched in the same way as the first. */
export async function secondOnglet(page: Page): Promise<Page> {
  const autre = await page.context().newPage();
  await preparerAxe(autre);
  return autre;
}
