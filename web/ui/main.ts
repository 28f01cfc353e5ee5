/** Binds each controller to its elements. Add a line here for a new component. */
import { lier } from "./socle/lier";
import { DepotController } from "./champ/depot";
import { RechercheController } from "./champ/recherche";
import { DialogueController, bindOuvreurs } from "./dialogue/dialogue";
import { GardeController } from "./socle/garde";
import { MenuController } from "./base/menu";
import { SelectionController } from "./tableau/selection";
import { ResumeController } from "./resume/resume";
import { bindAttente } from "./socle/attente";
import { ThemeController } from "./base/theme";
import { VueController } from "./vue/vue";
import { WidgetController } from "./widget/widget";

lier("[data-theme-choix]", HTMLFormElement, (e) => new ThemeController(e));
lier("[data-menu]", HTMLDetailsElement, (e) => new MenuController(e));
lier("[data-depot]", HTMLElement, (e) => new DepotController(e));
lier("[data-recherche]", HTMLElement, (e) => new RechercheController(e));
lier("[data-dialogue]", HTMLDialogElement, (e) => new DialogueController(e));
lier("[data-garde]", HTMLFormElement, (e) => new GardeController(e));
lier("[data-selection]", HTMLFormElement, (e) => new SelectionController(e));
lier("[data-resume]", HTMLElement, (e) => new ResumeController(e));
lier("[data-vue]", HTMLElement, (e) => new VueController(e));
lier("[data-widget]", HTMLElement, (e) => new WidgetController(e));
bindOuvreurs(document);
bindAttente(window);
