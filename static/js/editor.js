/* The rich-text editor in Dutch, and named for who cannot see it. Loaded before the editor itself. */
"use strict";

(() => {
  const WORDS = {
    "Cancel": "Niet doen",
    "Edit Link": "Link",
    "Open in new window": "Open in een nieuw venster",
    "Title": "Titel (mag leeg)",
    "URL": "Adres, zoals https://voorbeeld.nl",
    "Update": "Bewaar",
    "bold": "Vet",
    "italic": "Schuin",
    "blockquote": "Citaat",
    "heading 2": "Kop",
    "heading 3": "Kop",
    "heading 4": "Kleine kop",
    "insert link": "Link maken",
    "ordered list": "Genummerde lijst",
    "paragraph": "Gewone tekst",
    "redo": "Opnieuw doen",
    "remove link": "Link weghalen",
    "undo": "Ongedaan maken",
    "unordered list": "Lijst met punten",
  };
  const SIGNS = {
    "bold": "B",
    "italic": "I",
    "blockquote": "”",
    "insert link": "Link",
    "ordered list": "1.",
    "redo": "↷",
    "remove link": "Link weg",
    "undo": "↶",
    "unordered list": "•",
  };

  window.gettext = (text) => WORDS[text] ?? text;

  function nameButton(button) {
    const title = button.title;
    const word = WORDS[title] ?? title;
    button.dataset.item = title.replace(" ", "-");
    button.title = word;
    button.setAttribute("aria-label", word);
    button.textContent = SIGNS[title] ?? word;
    if (!button.dataset.name) return; // the head of the menu of headings, which is no switch
    const tell = () => {
      button.setAttribute("aria-pressed", button.classList.contains("active"));
      button.setAttribute("aria-disabled", button.classList.contains("disabled"));
    };
    new MutationObserver(tell).observe(button, { attributeFilter: ["class"] });
    tell();
  }

  function nameOption(option) {
    const word = WORDS[option.textContent.toLowerCase()];
    if (word) option.firstElementChild.textContent = word;
  }

  function nameMenu(frame) {
    const menu = frame.querySelector(".prose-menubar");
    if (!menu) return;
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", "Opmaak");
    menu.querySelectorAll("button[title]:not([data-item])").forEach(nameButton);
    menu.querySelectorAll(".prose-menubar__option").forEach(nameOption);
  }

  function nameEditor(textarea, editor) {
    const box = editor.view.dom;
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    if (label) {
      label.id ||= `${textarea.id}_label`;
      box.setAttribute("aria-labelledby", label.id);
      label.addEventListener("click", () => editor.commands.focus());
    }
    for (const name of ["aria-describedby", "aria-invalid"]) {
      const value = textarea.getAttribute(name);
      if (value) box.setAttribute(name, value);
    }
    // The error summary links to the text area, which the editor hides.
    for (const link of document.querySelectorAll(`a[href="#${textarea.id}"]`)) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        editor.commands.focus();
      });
    }
  }

  document.addEventListener("prose-editor:ready", ({ target, detail }) => {
    nameEditor(target, detail.editor);
    const frame = target.closest(".prose-editor");
    nameMenu(frame);
    // The editor builds its buttons late, and the head of the menu of headings anew each time.
    new MutationObserver(() => nameMenu(frame)).observe(frame, { childList: true, subtree: true });
  });
})();
