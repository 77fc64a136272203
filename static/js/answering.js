/* Keeps an answer as a draft while it is typed, and brings in what a colleague wrote meanwhile.
   Without this script the button "Bewaar als concept" does the same. */
"use strict";

(() => {
  const PAUSE = 3000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const told = form.querySelector("[data-kept]");
  const trouble = form.querySelector("[data-trouble]");
  const texts = () => [...form.querySelectorAll("textarea")].map((area) => [area.name, area.value]);
  const all = () => JSON.stringify([...new FormData(form)].filter(([name]) => !["version", "since"].includes(name)));
  let last = all();
  let timer = 0;
  let busy = null;
  let isLeaving = false;
  let hasClash = false;

  function complain(words) {
    const line = Object.assign(document.createElement("p"), { className: "notice warning", textContent: words });
    trouble.replaceChildren(...(words ? [line] : []));
  }

  /* What came back may only be put in a field in which nothing was typed since. */
  function takeIn({ version, typed, texts: merged }, sent) {
    const isUntouched = JSON.stringify(texts()) === sent;
    const unknown = Object.keys(merged).some((name) => merged[name] && !form.elements[name]);
    if (isUntouched && !unknown) {
      for (const [name, text] of Object.entries(merged)) if (form.elements[name]) form.elements[name].value = text;
      last = all();
    }
    form.elements.version.value = isUntouched && !unknown ? version : typed;
  }

  async function send(isLast) {
    const now = all();
    if (now === last || hasClash) return;
    const sent = JSON.stringify(texts());
    const data = new FormData(form);
    data.set("autosave", "");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: isLast });
      if (!answer.headers.get("Content-Type")?.includes("json")) throw answer.status;
      const kept = await answer.json();
      const who = kept.by || "Een collega";
      if (answer.status === 409) {
        hasClash = true;
        complain(`${who} schreef op dezelfde plek als jij. Wat je typte is bewaard. Kies ‘Bewaar als concept’ om beide teksten te zien.`);
        return;
      }
      if (!answer.ok) throw answer.status;
      last = now;
      takeIn(kept, sent);
      form.elements.since.value = kept.since;
      const clock = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
      const beside = Object.keys(kept.texts).length ? ` ${who} schreef ook; jullie teksten staan nu samen.` : "";
      told.textContent = `Bewaard als concept om ${clock} uur.${beside}`;
      complain("");
    } catch {
      complain("Bewaren lukt nu niet. Laat dit venster open; we proberen het weer zodra je verder typt.");
    }
  }

  function keep(isLast = false) {
    clearTimeout(timer);
    timer = 0;
    busy = (busy || Promise.resolve()).then(() => send(isLast)).finally(() => (busy = null));
    return busy;
  }

  form.addEventListener("input", () => (timer ||= setTimeout(keep, PAUSE)));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !isLeaving) keep(true);
  });
  addEventListener("pageshow", () => (isLeaving = false));
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    isLeaving = true;
    if (!busy) return;
    // What is sent must know the version it goes on from.
    event.preventDefault();
    await busy;
    form.requestSubmit(event.submitter);
  });
})();
