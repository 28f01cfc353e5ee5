/** Changes the colours at once, without reloading, and leaves the choice in the cookie that the server reads. */
export class ThemeController {
  constructor(form: HTMLFormElement) {
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      const theme = this.#sombre() ? "clair" : "sombre";
      document.documentElement.dataset["theme"] = theme;
      document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    });
  }

  #sombre(): boolean {
    const choix = document.documentElement.dataset["theme"];
    return choix ? choix === "sombre" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
}
