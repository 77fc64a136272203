/* Suggests names after an @ in the editor, of people who can read what is written here. */
"use strict";

(() => {
  const TYPING = /(?:^|[\s(])@([\p{L}][\p{L}\p{M}’'. -]{0,40})$/u;
  const PAUSE = 200;
  let count = 0;

  function suggest(editor, place) {
    const box = editor.view.dom;
    const list = Object.assign(document.createElement("ul"), { className: "names", id: `namen-${++count}`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Wie bedoel je?");
    editor.view.dom.parentElement.append(list);
    box.setAttribute("aria-controls", list.id);
    let names = [];
    let chosen = 0;
    let timer = 0;
    let asked = "";

    const isOpen = () => !list.hidden;

    function close() {
      list.hidden = true;
      asked = "";
      box.removeAttribute("aria-activedescendant");
    }

    /* What is typed between the last @ and the cursor. */
    function typed() {
      const { $from, empty } = editor.state.selection;
      if (!empty || editor.isActive("link")) return null;
      return TYPING.exec($from.parent.textBetween(0, $from.parentOffset, "\n", "\n"))?.[1] ?? null;
    }

    function mark() {
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", place === chosen));
      box.setAttribute("aria-activedescendant", list.children[chosen].id);
    }

    function show(words) {
      list.replaceChildren(
        ...names.map(({ name }, place) => {
          const option = Object.assign(document.createElement("li"), { id: `${list.id}-${place}`, textContent: name });
          option.setAttribute("role", "option");
          // Before the editor loses the place where the name goes.
          option.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            choose(place);
          });
          return option;
        }),
      );
      const at = editor.view.coordsAtPos(editor.state.selection.from - words.length - 1);
      const frame = list.offsetParent?.getBoundingClientRect() ?? list.parentElement.getBoundingClientRect();
      list.hidden = false;
      list.style.top = `${at.bottom - frame.top + 4}px`;
      list.style.left = `${Math.max(0, Math.min(at.left - frame.left, frame.width - list.offsetWidth))}px`;
      chosen = 0;
      mark();
    }

    async function ask() {
      const words = typed();
      if (words === null) return close();
      if (words === asked) return;
      asked = words;
      try {
        const answer = await fetch(`/leergroepen/namen/?${new URLSearchParams({ place: place.value, q: words })}`, { headers: { Accept: "application/json" } });
        if (!answer.ok || typed() !== words) return;
        ({ names } = await answer.json());
      } catch {
        names = [];
      }
      if (names.length) show(words);
      else list.hidden = true;
    }

    function choose(place) {
      const { pk, name } = names[place];
      const to = editor.state.selection.from;
      const from = to - typed().length - 1;
      const marks = [{ type: "link", attrs: { href: `/leden/${pk}/` } }];
      close();
      editor.chain().focus().insertContentAt({ from, to }, [{ type: "text", text: `@${name}`, marks }, { type: "text", text: " " }]).run();
    }

    editor.on("update", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    editor.on("selectionUpdate", () => isOpen() && typed() === null && close());
    editor.on("blur", close);
    box.addEventListener(
      "keydown",
      (event) => {
        if (!isOpen()) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
          chosen = (chosen + step + names.length) % names.length;
          mark();
        } else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
        else if (event.key === "Escape") close();
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
  }

  document.addEventListener("prose-editor:ready", ({ target, detail }) => {
    const place = target.form?.elements.place;
    if (place) suggest(detail.editor, place);
  });
})();
