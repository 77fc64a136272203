/* Around the editor: keeps what is typed as a draft, and quotes what is selected in a post.
   Without this script the buttons and links do the same, one page later. */
"use strict";

(() => {
  const PAUSE = 3000;
  const NOT_WRITTEN = new Set(["csrfmiddlewaretoken", "draft", "version", "seen"]);
  const FROM_EDITOR = /^\s*<(p|h[34]|ul|ol|blockquote|table|img)[\s>]/i;
  const editors = new Map();

  const written = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_WRITTEN.has(name));
  const storageOf = (place) => `concept:${place.value}`;

  function element(tag, attributes, ...children) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  }

  /* The editor reads HTML; what was typed without it is plain text. */
  function inParagraphs(text) {
    const box = document.createElement("div");
    for (const part of text.trim().split(/\n{2,}/)) box.append(element("p", { textContent: part }));
    return box.innerHTML.replaceAll("\n", "<br>");
  }

  /* What could not be sent when this window was left or signed out comes back beside what the server has. */
  function restore(place) {
    const kept = JSON.parse(sessionStorage.getItem(storageOf(place)) || "null");
    if (!kept) return false;
    for (const [name, value] of kept) if (place.form.elements[name]) place.form.elements[name].value = value;
    return true;
  }

  function keepDrafts(place, isRestored) {
    const { form } = place;
    const moment = element("p", { className: "meta" });
    const trouble = element("div", { role: "alert" });
    form.append(moment, trouble);
    let last = isRestored ? "" : JSON.stringify(written(form));
    let timer = 0;
    let busy = null;
    let isLeaving = false;

    const complain = (...words) => trouble.replaceChildren(element("p", { className: "notice warning" }, ...words));

    async function send(isLast) {
      const fields = written(form);
      const text = JSON.stringify(fields);
      if (text === last) return;
      const data = new FormData();
      for (const [name, value] of [...new FormData(form)]) if (typeof value === "string") data.append(name, value);
      try {
        const answer = await fetch(place.dataset.keep, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: isLast });
        if (!answer.ok) throw answer.status;
        const { draft, version, beside } = await answer.json();
        last = text;
        sessionStorage.removeItem(storageOf(place));
        if (!draft) return;
        form.elements.draft.value = draft;
        form.elements.version.value = version;
        const clock = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
        moment.textContent = `Bewaard als concept om ${clock} uur. Alleen jij ziet het.`;
        if (beside) {
          const both = element("a", { href: form.action.split("?")[0], target: "_blank", textContent: "Bekijk ze allebei" });
          complain("Je schrijft dit ook in een ander venster. Beide teksten zijn bewaard. ", both);
        } else trouble.replaceChildren();
      } catch (status) {
        // With the draft it goes on from, so that the server can tell whether another window went on too.
        const from = ["draft", "version"].map((name) => [name, form.elements[name].value]);
        sessionStorage.setItem(storageOf(place), JSON.stringify([...fields, ...from]));
        moment.textContent = "";
        if (status === 401 || status === 403) {
          const way = element("a", { href: "/inloggen/", target: "_blank", textContent: "Log in" });
          complain("Je bent uitgelogd. Je tekst is bewaard in dit venster. ", way, " in een nieuw venster en laad deze bladzijde dan opnieuw.");
        } else if (status === 413) complain("Je tekst is te lang om te bewaren als concept.");
        else complain("Er is geen verbinding. Je tekst is bewaard in dit venster.");
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
      if (event.target !== form) return; // a dialog of the editor
      clearTimeout(timer);
      isLeaving = true;
      if (busy) {
        // What is posted must know the draft that it ends.
        event.preventDefault();
        await busy;
        form.requestSubmit(event.submitter);
      }
    });
    if (isRestored) keep();
  }

  /* The editor that answers in the thread a link leads to, if it is on this page. */
  function answering(link) {
    for (const [form, editor] of editors) {
      if (form.elements.answers && new URL(form.action).pathname === link.pathname) return { form, editor };
    }
  }

  function sayWhat({ form }, author) {
    form.querySelector("[data-answers]")?.remove();
    const all = element("a", { href: form.action, textContent: "Reageer op het hele gesprek" });
    const line = element("p", { className: "meta" }, `In antwoord op het bericht van ${author}. `, all);
    line.dataset.answers = "";
    all.addEventListener("click", (event) => {
      event.preventDefault();
      form.elements.answers.value = "";
      line.remove();
      editors.get(form).commands.focus();
    });
    form.querySelector(".prose-editor").closest(".field").before(line);
  }

  function selectedIn(words) {
    const selection = document.getSelection();
    const isInside = selection.rangeCount && !selection.isCollapsed && words.contains(selection.getRangeAt(0).commonAncestorContainer);
    return isInside ? selection.toString() : words.innerText;
  }

  function quote(editor, passage, author, number) {
    const paragraph = (text) => ({ type: "paragraph", content: [{ type: "text", text }] });
    const marks = [{ type: "link", attrs: { href: `/leergroepen/berichten/${number}/` } }];
    const source = { type: "paragraph", content: [{ type: "text", text: `${author} schreef`, marks }, { type: "text", text: ":" }] };
    const lines = passage.split(/\n+/).map((line) => line.trim()).filter(Boolean);
    const content = [source, { type: "blockquote", content: lines.map(paragraph) }, { type: "paragraph" }];
    const place = editor.isEmpty ? { from: 0, to: editor.state.doc.content.size } : editor.state.doc.content.size;
    editor.chain().insertContentAt(place, content).focus("end").run();
  }

  const tool = (event) => event.target.closest?.('a[href*="/reageren/?citeer="], a[href*="/reageren/?op="]');

  // Pressing the link must not undo the selection.
  document.addEventListener("pointerdown", (event) => tool(event) && event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = tool(event);
    const found = link && answering(link);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const post = link.closest("article");
    const author = post.querySelector("h2").firstChild.textContent;
    const asked = new URLSearchParams(link.search);
    const number = asked.get("citeer") || asked.get("op");
    found.form.elements.answers.value = number;
    sayWhat(found, author);
    if (asked.has("citeer")) quote(found.editor, selectedIn(post.querySelector(".prose")), author, number);
    else found.editor.commands.focus("end");
    found.editor.view.dom.scrollIntoView({ block: "center" });
  });

  document.addEventListener("prose-editor:ready", ({ target, detail }) => target.form && editors.set(target.form, detail.editor));
  // Between the page and its modules, so that the editor starts with what is put back.
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    for (const place of document.querySelectorAll("input[data-keep]")) keepDrafts(place, restore(place));
    for (const area of document.querySelectorAll("textarea[data-django-prose-editor-configurable]")) {
      if (area.value.trim() && !FROM_EDITOR.test(area.value)) area.value = inParagraphs(area.value);
    }
  });
})();
