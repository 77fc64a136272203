/* Images and tables of the rich-text editor, as members need them. An image goes along as an
   attachment first, through the file field of the same form, and says what can be seen on it. */
import { Image as BaseImage, Table as BaseTable, crel } from "django-prose-editor/editor";

const ADDRESS = "/leergroepen/bijlagen/";

const files = (editor) => {
  const input = editor.view.dom.closest("form")?.querySelector("input[type=file][data-hx-post]");
  return input && { input, field: input.closest(".field") };
};
const pictures = (field) => [...field.querySelectorAll("[data-attachment][data-image]")];

/* Keeps a file as the field itself would, and returns the card of the image, or says why not. */
async function keep(editor, file, alt) {
  const { input, field } = files(editor);
  const form = input.form;
  const known = new Set(pictures(field).map((card) => card.dataset.attachment));
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken" || name === "attachments-key" || name.startsWith("alt-")) data.append(name, value);
  }
  for (const [name, value] of Object.entries(JSON.parse(input.getAttribute("data-hx-vals")))) data.append(name, value);
  data.append(input.name, file);
  const answer = await fetch(input.getAttribute("data-hx-post"), { method: "POST", body: data });
  if (![200, 422].includes(answer.status)) throw new Error("Dat is nu niet gelukt. Probeer het zo nog eens.");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".field");
  field.replaceWith(fresh);
  window.htmx?.process(fresh);
  const card = pictures(fresh).find((each) => !known.has(each.dataset.attachment));
  if (!card) throw new Error(fresh.querySelector(".errorlist")?.textContent.trim() || "Kies een png, jpg of webp.");
  describe(card, alt);
  return card;
}

function describe(card, alt) {
  const said = card.querySelector("input[type=text]");
  if (said && !said.value) said.value = alt;
}

function line(label, control, help = "") {
  control.id = `afbeelding-${control.name}`;
  const parts = [crel("label", { htmlFor: control.id, textContent: label }), control];
  if (help) {
    control.setAttribute("aria-describedby", `${control.id}-hulp`);
    parts.splice(1, 0, crel("div", { className: "help", id: `${control.id}-hulp`, textContent: help }));
  }
  return crel("div", { className: "prose-editor-dialog-field" }, parts);
}

function choose(editor, current) {
  const file = crel("input", { type: "file", name: "file", accept: ".png,.jpg,.jpeg,.webp", required: true });
  const there = crel("select", { name: "there" }, [
    crel("option", { value: "", textContent: "Een nieuwe" }),
    ...pictures(files(editor).field).map((card) => crel("option", { value: card.dataset.attachment, textContent: card.dataset.name })),
  ]);
  const alt = crel("input", { type: "text", name: "alt", required: true, maxLength: 300, value: current?.alt || "" });
  const status = crel("p", { role: "status", className: "meta" });
  const cancel = crel("button", { type: "button", textContent: "Niet doen" });
  const form = crel("form", { method: "dialog" }, [
    crel("h3", { className: "prose-editor-dialog-title", textContent: current ? "Wat is er te zien?" : "Zet een afbeelding in je tekst" }),
    ...(current ? [] : [...(there.options.length > 1 ? [line("Welke afbeelding?", there)] : []), line("Bestand", file)]),
    line("Wat is er te zien?", alt, "Voor wie de afbeelding niet kan zien."),
    status,
    crel("div", { className: "prose-editor-dialog-buttons" }, [crel("button", { type: "submit", textContent: current ? "Bewaar" : "Zet in de tekst" }), cancel]),
  ]);
  const dialog = crel("dialog", { className: "prose-editor-dialog" }, [form]);
  dialog.setAttribute("aria-label", "Afbeelding");
  editor.view.dom.closest(".prose-editor").append(dialog);
  there.addEventListener("change", () => {
    file.required = !there.value;
    file.closest("div").hidden = Boolean(there.value);
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.commands.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = alt.value.trim();
    if (!said) return alt.focus();
    status.textContent = "We halen je afbeelding binnen.";
    try {
      const src = current?.src || there.value || (await keep(editor, file.files[0], said)).dataset.attachment;
      dialog.close();
      const chain = editor.chain().focus();
      (current ? chain.updateAttributes("image", { alt: said }) : chain.insertContent({ type: "image", attrs: { src, alt: said } })).run();
    } catch (error) {
      status.textContent = error instanceof TypeError ? "Er is geen verbinding. Probeer het zo nog eens." : error.message;
    }
  });
  dialog.showModal();
}

export const Image = BaseImage.extend({
  addAttributes: () => ({ src: { default: null }, alt: { default: "" } }),
  // What is pasted from elsewhere stays there.
  parseHTML: () => [{ tag: `img[src^="${ADDRESS}"]` }],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "image",
      groups: "link",
      button: buttons.material("", "Afbeelding"),
      active: (editor) => editor.isActive("image"),
      hidden: (editor) => !files(editor),
      command: (editor) => choose(editor, editor.isActive("image") ? editor.getAttributes("image") : null),
    });
  },
});

export const Table = BaseTable.extend({
  addMenuItems({ menu, buttons }) {
    const define = (name, title, act, inside) =>
      menu.defineItem({
        name,
        groups: "table",
        button: buttons.material("", title),
        hidden: (editor) => editor.isActive("table") !== inside,
        command: (editor) => act(editor.chain().focus()).run(),
      });
    define("table", "Tabel", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), false);
    define("table:row", "Rij erbij", (chain) => chain.addRowAfter(), true);
    define("table:no-row", "Rij weg", (chain) => chain.deleteRow(), true);
    define("table:column", "Kolom erbij", (chain) => chain.addColumnAfter(), true);
    define("table:no-column", "Kolom weg", (chain) => chain.deleteColumn(), true);
    define("table:none", "Tabel weg", (chain) => chain.deleteTable(), true);
  },
});
